import { signal } from '@preact/signals';
import type { AuditEntry } from '#shared/contracts/audit.ts';
import type { Page } from '#shared/contracts/basics.ts';
import type { StaffClient } from '../client.ts';
import { createPaged } from '../models/paged.ts';
import { dateAfter } from '../words/dates.ts';

/** What is looked for. `from` and `to` are days of the reader, both included. */
export type Filter = { who: string; what: string; from: string; to: string };
export const NO_FILTER: Filter = { who: '', what: '', from: '', to: '' };

export function searchOf({ who, what, from, to }: Filter, cursor: string | null = null): string {
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
  const paged = createPaged((cursor) => client.get<Page<AuditEntry>>(`/staff/audit?${searchOf(filter.value, cursor)}`));
  return {
    filter,
    paged,
    look(part: Partial<Filter>) {
      filter.value = { ...filter.value, ...part };
      return paged.load();
    },
  };
}
