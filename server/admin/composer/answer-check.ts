import { signal } from '@preact/signals';
import type { AnswerPreview, PreviewAnswer } from '#shared/contracts/answer.ts';
import { Refused, type StaffClient } from '../client.ts';
import { composerCalls } from './calls.ts';

const PAUSE_MS = 500;

const isEmpty = ({ text, template, parts }: PreviewAnswer) => !text && !template && Object.keys(parts ?? {}).length === 0;

/** Has the server look at an answer while it is written: how it will read, and what to think about first. */
export function createAnswerCheck(client: StaffClient, caseId: string, { pauseMs = PAUSE_MS } = {}) {
  const preview = signal<AnswerPreview | null>(null);
  const trouble = signal<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  let seen = '';

  async function look(written: PreviewAnswer) {
    const mine = ++asked;
    try {
      const answer = await composerCalls(client).preview(caseId, written);
      if (mine !== asked) return; // an older text than the one that stands there now
      preview.value = answer;
      trouble.value = null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine === asked) trouble.value = error.problem.detail;
    }
  }

  return {
    preview,
    trouble,
    /** Looks when nothing has been typed for a moment. The same words are looked at once. */
    watch(written: PreviewAnswer) {
      const words = JSON.stringify(written);
      if (words === seen) return;
      seen = words;
      clearTimeout(timer);
      if (isEmpty(written)) {
        asked++;
        preview.value = null;
        trouble.value = null;
        return;
      }
      timer = setTimeout(() => void look(written), pauseMs);
    },
    stop: () => clearTimeout(timer),
  };
}
export type AnswerChecking = ReturnType<typeof createAnswerCheck>;
