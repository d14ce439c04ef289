import { batch, signal } from '@preact/signals';
import type { AuditEntry } from '#shared/contracts/audit.ts';
import type { Page } from '#shared/contracts/basics.ts';
import { Refused, type StaffClient } from '../client.ts';
import { dateAfter } from '../words/dates.ts';

/** What is looked for. `from` and `to` are days of the reader, both included. */
export type Filter = { who: string; what: string; from: string; to: string };
export const NO_FILTER: Filter = { who: '', what: '', from: '', to: '' };

export function searchOf({ who, what, from, to }: Filter, cursor?: string): string {
  const day = (date: string) => new Date(`${date}T00:00:00`);
  const given = {
    who,
    what,
    from: from && day(from).toISOString(),
    to: to && day(dateAfter(day(to), 1)).toISOString(),
    cursor: cursor ?? '',
  };
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== '')).toString();
}

/** The log of the house, page after page. */
export function createAuditLog(client: StaffClient) {
  const filter = signal<Filter>(NO_FILTER);
  const entries = signal<AuditEntry[] | null>(null);
  const next = signal<string | null>(null);
  const trouble = signal<string | null>(null);
  const busy = signal(false);
  let asked = 0;

  async function read(cursor?: string) {
    const mine = ++asked;
    batch(() => ((busy.value = true), (trouble.value = null)));
    try {
      const page = await client.get<Page<AuditEntry>>(`/staff/audit?${searchOf(filter.value, cursor)}`);
      if (mine !== asked) return; // another question came after this one
      batch(() => {
        entries.value = cursor ? [...(entries.value ?? []), ...page.items] : page.items;
        next.value = page.nextCursor;
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine === asked) trouble.value = error.problem.detail;
    } finally {
      if (mine === asked) busy.value = false;
    }
  }

  return {
    filter,
    entries,
    next,
    trouble,
    busy,
    load: () => read(),
    more: () => (next.value ? read(next.value) : Promise.resolve()),
    look(part: Partial<Filter>) {
      filter.value = { ...filter.value, ...part };
      return read();
    },
  };
}
