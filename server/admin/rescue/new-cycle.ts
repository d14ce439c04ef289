import { computed, signal } from '@preact/signals';
import type { Problem } from '#shared/contracts/basics.ts';
import type { RescuePreview } from '#shared/contracts/rescue.ts';
import type { RescueSettings } from '#shared/contracts/settings.ts';
import { Refused } from '../client.ts';
import { dateLocale } from '../words/dates.ts';
import { t } from '../words/language.ts';
import { readAmount, shopCurrency } from '../words/money.ts';
import type { NewCycle, RescueCalls } from './rescue-calls.ts';

const PAUSE_MS = 400;
const two = (part: number) => String(part).padStart(2, '0');
const dateOf = (year: number, month: number, dayOfMonth: number) => {
  const then = new Date(year, month, dayOfMonth);
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
};

export type Period = { id: string; name: string; from: string; to: string };
/** This month and the next two, this quarter and the next. */
export function periodsFrom(now: Date): Period[] {
  const [year, month] = [now.getFullYear(), now.getMonth()];
  const months = [0, 1, 2].map((ahead) => ({
    id: `month${ahead}`,
    name: new Intl.DateTimeFormat(dateLocale(), { month: 'long', year: 'numeric' }).format(new Date(year, month + ahead, 1)),
    from: dateOf(year, month + ahead, 1),
    to: dateOf(year, month + ahead + 1, 0),
  }));
  const quarters = [0, 1].map((ahead) => {
    const first = new Date(year, Math.floor(month / 3) * 3 + ahead * 3, 1);
    return {
      id: `quarter${ahead}`,
      name: t('Quarter {quarter} of {year}', { quarter: Math.floor(first.getMonth() / 3) + 1, year: first.getFullYear() }),
      from: dateOf(first.getFullYear(), first.getMonth(), 1),
      to: dateOf(first.getFullYear(), first.getMonth() + 3, 0),
    };
  });
  return [...months, ...quarters];
}

export type Typed = {
  name: string;
  period: string;
  from: string;
  to: string;
  amount: string;
  amountCurrency: string;
  reasons: string[];
  ways: string[];
  months: string;
  avoidable: '' | 'yes' | 'no';
  leftFrom: string;
  leftTo: string;
  /** In percent. */
  control: string;
  /** Calls of each executive; 0: none. */
  executives: Record<string, number>;
  team: string[];
};

/** Whom another page has chosen already, from the address. */
export function chosenIn({ leftFrom, leftTo, reasons, ways, avoidable }: Record<string, string | undefined>): Partial<Typed> {
  return {
    ...(leftFrom && { leftFrom }),
    ...(leftTo && { leftTo }),
    ...(reasons && { reasons: reasons.split(',') }),
    ...(ways && { ways: ways.split(',') }),
    ...(avoidable && { avoidable: avoidable === 'true' ? 'yes' : 'no' }),
  };
}

/** A cycle being planned: what was chosen, and what it would be, asked again after every change. */
export function createNewCycle(calls: RescueCalls, now: Date, chosen: Partial<Typed> = {}) {
  const [first] = periodsFrom(now);
  const typed = signal<Typed>({
    name: first!.name,
    period: first!.id,
    from: first!.from,
    to: first!.to,
    amount: '',
    amountCurrency: shopCurrency.peek(),
    reasons: [],
    ways: [],
    months: '',
    avoidable: '',
    leftFrom: '',
    leftTo: '',
    control: '10',
    executives: {},
    team: [],
    ...chosen,
  });
  const preview = signal<RescuePreview | null>(null);
  const problem = signal<Problem | null>(null);
  const isAsking = signal(false);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const body = computed<NewCycle>(() => {
    const { name, from, to, amount, amountCurrency, reasons, ways, months, avoidable, leftFrom, leftTo, control, executives, team } =
      typed.value;
    const value = readAmount(amount, amountCurrency);
    const share = Number(control.replace(',', '.')) / 100;
    return {
      name,
      from,
      to,
      segments: {
        ...(value && { valueAtLeast: value }),
        ...(reasons.length && { reasons }),
        ...(ways.length && { ways: ways as NonNullable<NewCycle['segments']>['ways'] }), // chosen from the same list
        ...(months && { lengthAtLeastMonths: Math.round(Number(months)) }),
        ...(avoidable && { avoidable: avoidable === 'yes' }),
        ...(leftFrom && { leftFrom }),
        ...(leftTo && { leftTo }),
      },
      ...(control !== '' && Number.isFinite(share) && { controlShare: share }),
      executives: Object.entries(executives).flatMap(([staff, most]) => (most > 0 ? [{ staff, calls: most }] : [])),
      team,
    };
  });

  async function look() {
    const mine = ++asked;
    isAsking.value = true;
    try {
      const fresh = await calls.preview(body.peek());
      if (mine !== asked) return;
      preview.value = fresh;
      problem.value = null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine === asked) problem.value = error.problem;
    } finally {
      if (mine === asked) isAsking.value = false;
    }
  }

  const touched = new Set<string>();
  function put(changed: Partial<Typed>) {
    typed.value = { ...typed.peek(), ...changed };
    clearTimeout(pause);
    pause = setTimeout(() => void look(), PAUSE_MS);
  }
  function edit(changed: Partial<Typed>) {
    for (const name of Object.keys(changed)) touched.add(name);
    put(changed);
  }

  return {
    typed,
    body,
    preview,
    problem,
    isAsking,
    look,
    edit,
    choosePeriod(id: string) {
      const chosen = periodsFrom(now).find((one) => one.id === id);
      const wasNamed = periodsFrom(now).some(({ name }) => name === typed.peek().name);
      edit({ period: id, ...(chosen && { from: chosen.from, to: chosen.to, ...(wasNamed && { name: chosen.name }) }) });
    },
    /** What the settings say about who calls; everybody who works on cases where they say nothing. What was chosen meanwhile stays. */
    begin(settings: RescueSettings, ofTeam: string[] | undefined, everybody: string[]) {
      const usual: Partial<Typed> = {
        control: String(Math.round(settings.controlShare * 1000) / 10),
        executives: Object.fromEntries(settings.executives.map((staff) => [staff, settings.callsPerExecutive])),
        team: ofTeam ?? everybody,
      };
      put(Object.fromEntries(Object.entries(usual).filter(([name]) => !touched.has(name))));
    },
    stop: () => clearTimeout(pause),
  };
}
export type NewCycleModel = ReturnType<typeof createNewCycle>;
