import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/contracts/basics.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;
/** A date, begun in a time zone, or a moment, as programs write them; null when it is neither. */
export function momentOf(said: string, timeZone: string): Instant | null {
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset] = DATE.exec(said) ?? [];
  if (year === undefined || year < '1900') return null;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  const asUtc = Date.parse(`${local}Z`);
  // Date.parse lets 30 February run on into March.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString() !== `${local}Z`) return null;
  if (offset === undefined && timeZone !== 'UTC')
    return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds).toISOString();
  if (offset === undefined || offset === 'Z') return `${local}Z`;
  const colon = offset.length === 3 ? `${offset}:00` : offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  const at = Date.parse(`${local}${colon}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
