import type { Desk } from '../desk.ts';
import type { CaseFile } from '../models/case-file.ts';
import { t } from '../words/language.ts';
import type { Sight } from './act-form.ts';

/** Gives the case to a colleague, or to nobody. */
export async function assignTo(file: CaseFile, desk: Pick<Desk, 'say'>, { team }: Pick<Sight, 'team'>, id: string) {
  const done = await file.perform('assign', { assignee: id || null });
  const name = team.find((member) => member.id === id)?.name;
  if (done) desk.say(name ? t('Now with {name}.', { name }) : t('Now with nobody.'));
}

/** Whom a case can be given to. */
export const colleagues = ({ team }: Pick<Sight, 'team'>) => team.filter(({ role }) => role !== 'viewer');
