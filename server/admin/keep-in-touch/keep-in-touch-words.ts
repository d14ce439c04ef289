import type { KeepInTouchPerson } from '#shared/contracts/keep-in-touch.ts';
import { leftOut } from '../rescue/said.ts';
import { day } from '../words/dates.ts';
import { msg, t } from '../words/language.ts';

const HOW_OFTEN: Record<KeepInTouchPerson['howOften'], string> = {
  monthly: msg('Letters once a month at most'),
  quarterly: msg('Letters once a quarter at most'),
  yearly: msg('Letters once a year at most'),
  when_fixed: msg('Letters only when something is put right'),
};
export const howOften = ({ howOften: often }: KeepInTouchPerson) => t(HOW_OFTEN[often]);

/** Whether a letter may go now, and if not, when or why not. */
export function whenNext({ why, dueAt }: KeepInTouchPerson): string {
  if (why === null) return t('Due now');
  if (why !== 'not_due') return leftOut(why);
  return dueAt === null ? t('Nothing was put right since') : t('Due on {date}', { date: day(dueAt) });
}
