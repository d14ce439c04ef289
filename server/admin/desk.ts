import { effect, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createStaffClient } from './client.ts';
import { type CaseFile, createCaseFile } from './models/case-file.ts';
import { createInbox } from './models/inbox.ts';
import { createLive } from './models/live.ts';
import { createSession } from './models/session.ts';

const FILES_KEPT = 40;

/**
 * Everything one person has on their desk: who they are, the inbox, the cases they opened and what they typed on them.
 *
 * @param send  fetch, or anything that answers like it
 */
export function createDesk(
  send: Parameters<typeof createStaffClient>[0],
  { isVisible = (): boolean => true, everyMs = 2000, now = () => new Date() } = {},
) {
  const client = createStaffClient(send, () => session.forget());
  const session = createSession(client);
  const live = createLive(client, { isVisible, everyMs });
  const inbox = createInbox(client);
  const said = signal('');
  const clock = signal(now());
  const files = new Map<string, CaseFile>();
  let owner: string | null = null;

  effect(() => {
    const me = session.me.value;
    if (!me) return live.stop();
    if (owner !== null && owner !== me.id) files.clear();
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
    inbox,
    openFile,
    clock,
    tick: () => void (clock.value = now()),
    /** A short sentence that is shown and read out: what has just been done. */
    said,
    say: (sentence: string) => void (said.value = sentence),
    /** Reads where the stream of changes stands before anything else, so that no change is missed. */
    async begin() {
      await Promise.all([live.look(), session.start()]);
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
