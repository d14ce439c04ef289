import { computed, signal } from '@preact/signals';
import type { Page } from '#shared/contracts/basics.ts';
import type { DepartureView } from '#shared/contracts/departures.ts';
import type { StaffClient } from '../client.ts';
import { createPaged } from '../models/paged.ts';
import { dateAfter } from '../words/dates.ts';
import { readAmount, shopCurrency } from '../words/money.ts';
import type { Decision } from './departure-words.ts';

/** What the register can be narrowed by, as it stands in the address. Days are days; `value` is whole money a month. */
export const NARROWED_BY = ['from', 'to', 'reason', 'way', 'value', 'segment', 'decision', 'returned'] as const;
export type Narrowing = Partial<Record<(typeof NARROWED_BY)[number], string>>;

export const readNarrowing = (query: Record<string, string>): Narrowing =>
  Object.fromEntries(NARROWED_BY.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));

export function addressOfRegister(narrowing: Narrowing): string {
  const search = new URLSearchParams(Object.entries(narrowing).filter(([, value]) => value)).toString();
  return search ? `/admin/departures?${search}` : '/admin/departures';
}

/** The day chosen as the last counts; the server leaves out the one it is told. */
const dayAfter = (date: string) => dateAfter(new Date(`${date}T12:00:00`), 1);

/** What the server is asked for. */
export function searchOf({ value, to, ...same }: Narrowing): URLSearchParams {
  const worth = readAmount(value ?? '', shopCurrency.value);
  return new URLSearchParams({
    ...same,
    ...(to && { to: dayAfter(to) }),
    ...(worth && { valueAtLeast: String(worth.amount) }),
  });
}

/** The same people as the first guess of a rescue cycle. A rescue compares worth over a lifetime, so `value` stays behind. */
export function addressOfRescue({ from, to, reason, way, segment }: Narrowing): string {
  const search = new URLSearchParams({
    ...(from && { leftFrom: from }),
    ...(to && { leftTo: to }),
    ...(reason && { reasons: reason }),
    ...(way && { ways: way }),
    ...(segment && segment !== 'not_right_for_us' && { avoidable: String(segment === 'avoidable') }),
  });
  return `/admin/rescue/new?${search}`;
}

/** Who left, narrowed down; some of them chosen; and what is decided about them. */
export function createRegister(client: StaffClient, narrowing: Narrowing) {
  const search = searchOf(narrowing);
  const paged = createPaged((cursor) =>
    client.get<Page<DepartureView>>(`/staff/departures?${new URLSearchParams([...search, ...(cursor ? [['cursor', cursor]] : [])])}`),
  );
  const chosen = signal<ReadonlySet<string>>(new Set());
  const ids = computed(() => paged.items.value?.map(({ id }) => id) ?? []);

  return {
    paged,
    chosen,
    allChosen: computed(() => ids.value.length > 0 && ids.value.every((id) => chosen.value.has(id))),
    choose(id: string, isChosen: boolean) {
      const next = new Set(chosen.value);
      if (isChosen) next.add(id);
      else next.delete(id);
      chosen.value = next;
    },
    chooseAll: (isChosen: boolean) => void (chosen.value = new Set(isChosen ? ids.value : [])),
    file: () => `/staff/departures/register.csv?${search}`,
    /**
     * One after the other. Those that went through are shown as they are now, and are chosen no longer.
     *
     * @throws Refused by the first that was refused; the rest is left as it was
     */
    async decide(departures: string[], what: Decision, why: string): Promise<number> {
      let done = 0;
      for (const id of departures) {
        const now = await client.send<DepartureView>('PUT', `/staff/departures/${encodeURIComponent(id)}/decision`, {
          what,
          why: why || null,
        });
        paged.replace((one) => one.id === id, now);
        this.choose(id, false);
        done++;
      }
      return done;
    },
  };
}
export type Register = ReturnType<typeof createRegister>;
