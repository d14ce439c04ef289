import { signal } from '@preact/signals';
import type { CallSheet } from '#shared/contracts/rescue.ts';

export type Step = CallSheet['script'][number]['step'];
type Written = { ticked: Step[]; saidBack: string; note: string; nextDay: string };
const EMPTY: Written = { ticked: [], saidBack: '', note: '', nextDay: '' };
const PREFIX = 'amends-call:';

/** What is ticked and written during a call, kept in this tab until the outcome is told: a reload or a dropped line loses no word. */
export function createCallDraft(callId: string) {
  const name = `${PREFIX}${callId}`;
  const written = signal<Written>({ ...EMPTY, ...read(name) });
  return {
    written,
    edit(changed: Partial<Written>) {
      written.value = { ...written.peek(), ...changed };
      try {
        sessionStorage.setItem(name, JSON.stringify(written.peek()));
      } catch {
        // Forbidden or full: it lasts until the page is left.
      }
    },
    tick(step: Step, on: boolean) {
      const { ticked } = written.peek();
      this.edit({ ticked: on ? [...ticked.filter((one) => one !== step), step] : ticked.filter((one) => one !== step) });
    },
    /** The server has it now: gone with the page. */
    forget() {
      try {
        sessionStorage.removeItem(name);
      } catch {
        // There is none.
      }
    },
  };
}
export type CallDraft = ReturnType<typeof createCallDraft>;

function read(name: string): Partial<Written> {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? '{}') as Partial<Written>; // written above alone
  } catch {
    return {};
  }
}
