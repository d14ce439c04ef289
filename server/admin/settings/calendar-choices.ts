import { t } from '../words/language.ts';
import { useOther } from './other-document.ts';

export const calendarName = (id: string): string => (id === 'default' ? t('Usual hours') : id);

/** The opening hours that are in force, to choose from. */
export function useCalendars(): { value: string; label: string }[] {
  const { value } = useOther('calendars');
  return Object.keys(value?.calendars ?? {}).map((id) => ({ value: id, label: calendarName(id) }));
}
