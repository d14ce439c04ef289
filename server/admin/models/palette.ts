import { computed, signal } from '@preact/signals';
import type { Page } from '#shared/contracts/basics.ts';
import type { CaseRow } from '#shared/contracts/case.ts';
import type { CustomerView } from '#shared/contracts/customer.ts';
import { Refused, type StaffClient } from '../client.ts';

/** One thing that can be chosen. `also`: further words it is found by. */
export type Choice = { id: string; label: string; hint?: string | undefined; also?: string | undefined; choose: () => void };
export type Group = { id: string; label: string; choices: Choice[] };

const PAUSE_MS = 150;
const FOUND = 6;

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Whether every word typed begins a word of it. */
export function isMeant(typed: string, { label, hint, also }: Pick<Choice, 'label' | 'hint' | 'also'>): boolean {
  const words = plain([label, hint, also].filter(Boolean).join(' ')).split(/[^\p{L}\p{N}]+/u);
  return plain(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .every((piece) => words.some((word) => word.startsWith(piece)));
}

/** What is typed, what the server finds for it, and which line the keyboard is on. */
export function createPalette(
  client: StaffClient,
  fixed: () => Group[],
  found: (cases: CaseRow[], customers: CustomerView[]) => Group[],
  pauseMs = PAUSE_MS,
) {
  const typed = signal('');
  const cases = signal<CaseRow[]>([]);
  const customers = signal<CustomerView[]>([]);
  const trouble = signal<string | null>(null);
  const at = signal(0);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const groups = computed(() =>
    [
      ...fixed().map((group) => ({ ...group, choices: group.choices.filter((choice) => isMeant(typed.value, choice)) })),
      ...found(cases.value, customers.value),
    ].filter(({ choices }) => choices.length > 0),
  );
  const choices = computed(() => groups.value.flatMap((group) => group.choices));

  async function ask() {
    const mine = ++asked;
    const q = typed.peek().trim();
    if (!q) return void ((cases.value = []), (customers.value = []));
    try {
      const search = new URLSearchParams({ q, limit: String(FOUND) });
      const [foundCases, foundCustomers] = await Promise.all([
        client.listCases({ q, limit: FOUND, sort: 'newest' }),
        client.get<Page<CustomerView>>(`/staff/customers?${search}`),
      ]);
      if (mine !== asked) return;
      trouble.value = null;
      cases.value = foundCases.items;
      customers.value = foundCustomers.items;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine === asked) trouble.value = error.problem.detail;
    }
  }

  return {
    typed,
    groups,
    choices,
    trouble,
    at,
    current: computed(() => choices.value[Math.min(at.value, choices.value.length - 1)]),
    type(text: string) {
      typed.value = text;
      at.value = 0;
      clearTimeout(pause);
      pause = setTimeout(() => void ask(), pauseMs);
    },
    /** Up and down, around the ends. */
    move(step: 1 | -1) {
      const count = choices.value.length;
      if (count > 0) at.value = (Math.min(at.value, count - 1) + step + count) % count;
    },
    stop: () => clearTimeout(pause),
  };
}
