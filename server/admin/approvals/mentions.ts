import { signal } from '@preact/signals';
import type { Mentions } from '#shared/contracts/mentions.ts';
import { Refused, type StaffClient } from '../client.ts';
import type { Desk } from '../desk.ts';
import { createHearing } from '../models/hearing.ts';

const lists = new WeakMap<StaffClient, ReturnType<typeof createMentions>>();

function createMentions(client: StaffClient) {
  const value = signal<Mentions | null>(null);
  const trouble = signal<string | null>(null);

  async function take(asking: Promise<Mentions>) {
    try {
      value.value = await asking;
      trouble.value = null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.value = error.problem.detail;
    }
  }
  const load = () => take(client.get<Mentions>('/staff/mentions'));
  return {
    value,
    trouble,
    load,
    ...createHearing(load),
    read: (caseId?: string) => take(client.send<Mentions>('PUT', '/staff/mentions/reading', caseId ? { case: caseId } : {})),
  };
}

/** Notes that name the reader, the same list for every part of the page. */
export function mentionsOf(client: StaffClient) {
  const known = lists.get(client) ?? createMentions(client);
  lists.set(client, known);
  return known;
}

/** Whoever opens the case has seen its notes. */
export async function markMentionsRead({ client, inbox }: Pick<Desk, 'client' | 'inbox'>, caseId: string) {
  await mentionsOf(client).read(caseId);
  await inbox.count();
}
