import { createRoute, z } from '@hono/zod-openapi';
import { Calendar, DEFAULT_SETTINGS } from '#shared/contracts/settings.ts';
import { LABELS, type Labels } from '#shared/taxonomy/labels.ts';
import { businessCalendar, nextOpening } from '#server/domain/calendar.ts';
import { UnreadableCalendar } from '#server/domain/closed-days.ts';
import { LEGAL_RULES } from '#server/domain/legal.ts';
import { DEFAULT_STAY_POLICY } from '#server/domain/offer.ts';
import { REASONS, REMEDIES } from '#server/domain/taxonomy.ts';
import type { Deps } from '../context.ts';
import { answers, createRouter, jsonBody, problems } from '../router.ts';
import type { StaffEnv } from './require-staff.ts';

const SHOWN = 8;
const A_YEAR = 366;

const Basis = z.object({
  /** Languages the customer can read, with what every reason is called there. */
  languages: z.array(z.string()),
  reasons: z.array(
    z.object({
      id: z.string(),
      labels: z.record(z.string(), z.string()),
      leaving: z.boolean(),
      avoidable: z.boolean().nullable(),
      internal: z.boolean(),
      probe: z.string().nullable(),
      /** The probe by language; none where nothing more is asked. */
      questions: z.record(z.string(), z.string()),
      probes: z.array(z.object({ id: z.string(), label: z.string(), labels: z.record(z.string(), z.string()) })),
    }),
  ),
  remedies: z.array(z.object({ id: z.string(), label: z.string(), money: z.boolean() })),
  offersFor: z.record(z.string(), z.array(z.object({ remedy: z.string(), months: z.int().optional(), percent: z.int().optional() }))),
  offersForProbe: z.record(z.string(), z.array(z.object({ remedy: z.string(), months: z.int().optional(), percent: z.int().optional() }))),
  legal: z.record(
    z.string(),
    z.object({
      finalDays: z.int().nullable(),
      atMostDays: z.int().nullable(),
      acknowledgeHours: z.int().nullable(),
      summaryBusinessDays: z.int().nullable(),
      namesOutsideRoute: z.boolean(),
    }),
  ),
  defaults: z.record(z.string(), z.unknown()),
});
export type SettingsBasis = z.infer<typeof Basis>;

const basis = createRoute({
  method: 'get',
  path: '/basis',
  summary: 'What the settings build on: words, offers and rules that hold until a merchant sets their own',
  responses: { 200: answers(Basis, 'What is built in'), ...problems(401) },
});
const openings = createRoute({
  method: 'post',
  path: '/calendars/openings',
  summary: 'When a calendar would open next; stores nothing',
  request: { body: jsonBody(Calendar) },
  responses: {
    200: answers(
      z.object({ items: z.array(z.object({ from: z.string(), to: z.string() })), problem: z.string().nullable() }),
      'The next opening hours, as instants',
    ),
    ...problems(400, 401),
  },
});

/** What the pages of the settings need to know beside the documents. */
export const settingsBasisRoutes = (deps: Deps) =>
  createRouter<StaffEnv>()
    .openapi(basis, (c) => c.json(BUILT_IN, 200))
    .openapi(openings, (c) => c.json(nextOpenings(c.req.valid('json'), deps.now().toISOString()), 200));

const inEachLanguage = (said: (words: Labels) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(LABELS).map(([language, words]) => [language, said(words)]));

const BUILT_IN: SettingsBasis = {
  languages: Object.keys(LABELS),
  reasons: REASONS.map(({ id, label, kind, avoidable, hidden, probe, probes = [] }) => ({
    id,
    labels: inEachLanguage(({ reasons }) => reasons[id] ?? label),
    leaving: kind === 'cancellation',
    avoidable: avoidable ?? null,
    internal: hidden ?? false,
    probe: probe ?? null,
    questions: probe === undefined ? {} : inEachLanguage((words) => words.probes[id] ?? probe),
    probes: probes.map((choice) => ({
      id: choice,
      label: LABELS.en?.probe_choices[choice] ?? choice,
      labels: inEachLanguage(({ probe_choices: choices }) => choices[choice] ?? choice),
    })),
  })),
  remedies: REMEDIES.map(({ id, label, money }) => ({ id, label, money })),
  offersFor: DEFAULT_STAY_POLICY.offersFor,
  offersForProbe: DEFAULT_STAY_POLICY.offersForProbe,
  legal: Object.fromEntries(
    Object.entries(LEGAL_RULES).map(([profile, rule]) => [
      profile,
      {
        finalDays: rule.finalDays,
        atMostDays: rule.atMostDays ?? null,
        acknowledgeHours: rule.acknowledgeHours ?? null,
        summaryBusinessDays: rule.summaryBusinessDays ?? null,
        namesOutsideRoute: rule.namesOutsideRoute,
      },
    ]),
  ),
  defaults: DEFAULT_SETTINGS,
};

function nextOpenings(calendar: Calendar, from: string): { items: { from: string; to: string }[]; problem: string | null } {
  try {
    const hours = businessCalendar(calendar);
    const items = [];
    let at: string | null = from;
    while (items.length < SHOWN && at !== null) {
      const opens: string | null = nextOpening(hours, at, A_YEAR);
      if (opens === null) break;
      const frame = hours.framesOn(hours.dayAt(Date.parse(opens))).find(({ closes }) => closes > Date.parse(opens));
      if (!frame) break;
      at = new Date(frame.closes).toISOString();
      items.push({ from: opens, to: at });
    }
    return { items, problem: null };
  } catch (error) {
    if (error instanceof UnreadableCalendar) return { items: [], problem: error.message };
    if (error instanceof RangeError) return { items: [], problem: `There is no time zone “${calendar.timeZone}”.` };
    throw error;
  }
}
