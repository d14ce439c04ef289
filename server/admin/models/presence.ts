import { computed } from '@preact/signals';
import type { Present } from '#shared/contracts/staff.ts';
import { Refused, type StaffClient } from '../client.ts';
import type { Live } from './live.ts';

type State = Present['state'] | null;
/** The server forgets who says nothing for a minute. */
const AGAIN_MS = 25_000;

/** Who looks at which case and who writes on it; and telling colleagues what we do. */
export function createPresence(client: StaffClient, live: Live, myId: () => string | null) {
  let here: { caseId: string; state: Exclude<State, null> } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  let said: Promise<void> = Promise.resolve();

  /** One after the other: of two that overtake each other the older would stay. */
  function say(caseId: string, state: State) {
    said = said.then(() => put(caseId, state));
  }
  async function put(caseId: string, state: State) {
    try {
      await client.send('PUT', `/staff/cases/${encodeURIComponent(caseId)}/presence`, { state });
    } catch (error) {
      if (!(error instanceof Refused)) throw error; // nobody is shown as present; nothing else depends on it
    }
  }
  function again() {
    clearTimeout(timer);
    if (!here) return;
    timer = setTimeout(() => {
      if (here) say(here.caseId, here.state);
      again();
    }, AGAIN_MS);
  }

  const others = computed(() => live.present.value.filter(({ staffId }) => staffId !== myId()));
  return {
    /** Colleagues on this case, without oneself. */
    on: (caseId: string): Present[] => others.value.filter((one) => one.caseId === caseId),
    /** What we do on a case now; null when we leave it. The same again costs nothing. */
    tell(caseId: string, state: State) {
      if (here?.caseId === caseId && here.state === state) return;
      if (state === null && here?.caseId !== caseId) return;
      if (here && here.caseId !== caseId) say(here.caseId, null);
      here = state ? { caseId, state } : null;
      say(caseId, state);
      again();
    },
    stop() {
      here = null;
      clearTimeout(timer);
    },
  };
}
