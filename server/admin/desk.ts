import { effect, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createStaffClient } from './client.ts';
import { type CaseFile, createCaseFile } from './models/case-file.ts';
import { createInbox } from './models/inbox.ts';
import { createBulk } from './models/inbox-bulk.ts';
import { createLive, type Line } from './models/live.ts';
import { createPresence } from './models/presence.ts';
import { createSession } from './models/session.ts';
import type { Wanted } from './models/views.ts';

const FILES_KEPT = 40;

/**
 * Everything one person has on their desk: who they are, the inbox, the cases they opened and what they typed on them.
 *
 * @param send  fetch, or anything that answers like it
 * @param openLine  opens the stream of news; without it the server is asked every two seconds
 */
export function createDesk(
  send: Parameters<typeof createStaffClient>[0],
  {
    isVisible = (): boolean => true,
    everyMs = 2000,
    now = () => new Date(),
    openLine,
  }: { isVisible?: () => boolean; everyMs?: number; now?: () => Date; openLine?: (path: string) => Line } = {},
) {
  const client = createStaffClient(send, () => session.forget());
  const session = createSession(client);
  const myId = () => session.me.value?.id ?? null;
  const live = createLive(client, { isVisible, everyMs, now, openLine });
  const presence = createPresence(client, live, myId);
  const inbox = createInbox(client, { myId: () => session.me.peek()?.id ?? null, now, isBehind: live.isBehind });
  const said = signal('');
  const say = (sentence: string) => void (said.value = sentence);
  const bulk = createBulk(client, { inbox, say });
  const clock = signal(now());
  const files = new Map<string, CaseFile>();
  let owner: string | null = null;

  effect(() => {
    const me = session.me.value;
    if (!me) {
      live.stop();
      return presence.stop();
    }
    if (owner !== null && owner !== me.id) {
      files.clear();
      inbox.clear();
    }
    owner = me.id;
    void live.start();
  });

  function openFile(number: string): CaseFile {
    const known = files.get(number);
    if (known) return known;
    const opened = createCaseFile(client, number, () => session.me.peek()?.id ?? null);
    files.set(number, opened);
    for (const [oldest, file] of files) {
      if (files.size <= FILES_KEPT) break;
      if (file !== opened && file.draft.isEmpty()) files.delete(oldest);
    }
    return opened;
  }

  return {
    client,
    session,
    live,
    /** `tell(caseId, 'looking' | 'writing' | null)`; who is where is drawn by PresenceLine. */
    presence,
    inbox,
    bulk,
    openFile,
    clock,
    tick() {
      clock.value = now();
      live.turnDay();
    },
    /** A short sentence that is shown and read out: what has just been done. */
    said,
    say,
    /** Reads where the stream of changes stands before anything else, so that no change is missed; all in one round. */
    async begin(wanted: Wanted | null = null) {
      await Promise.all([live.look(), session.start(), wanted && inbox.prime(wanted)]);
    },
  };
}
export type Desk = ReturnType<typeof createDesk>;

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('No desk above this part of the page.');
  return desk;
}
