import type { Money, Severity } from '#shared/contracts/basics.ts';
import type { RoutingCondition, RoutingRule } from '#shared/contracts/settings.ts';
import type { Case } from './case.ts';
import { isAmongReasons } from './taxonomy.ts';

/** What a rule may look at. */
export type Subject = Pick<
  Case,
  | 'kind'
  | 'reason'
  | 'area'
  | 'cost'
  | 'asked'
  | 'severity'
  | 'secondFailure'
  | 'locale'
  | 'siteId'
  | 'story'
  | 'tags'
  | 'team'
  | 'clockPolicy'
> & {
  customer: { segment: string | null; plan: string | null; mrr: Money | null; tags: string[] } | null;
};

/** Where the rules send a case, and which of them said so. */
export type Route = {
  team: string | null;
  person: string | null;
  severity: Severity;
  tags: string[];
  clockPolicy: string | null;
  because: string[];
};

/**
 * Sends a case through the rules in their order. A rule that fits has its effects and ends the walk, unless it says to go
 * on; what a later rule says replaces what an earlier one said, and tags add up.
 *
 * @source product.md C1
 */
export function routeBy(rules: RoutingRule[], subject: Subject): Route {
  const route: Route = {
    team: subject.team,
    person: null,
    severity: subject.severity,
    tags: [...subject.tags],
    clockPolicy: subject.clockPolicy,
    because: [],
  };
  for (const { enabled, when, then, name, continue: goOn } of rules) {
    if (!enabled || !fits(when, { ...subject, severity: route.severity, tags: route.tags })) continue;
    route.team = then.team ?? route.team;
    route.person = then.person ?? route.person;
    route.severity = then.severity ?? route.severity;
    route.clockPolicy = then.clockPolicy ?? route.clockPolicy;
    route.tags = [...new Set([...route.tags, ...(then.tags ?? [])])];
    route.because.push(name);
    if (!goOn) break;
  }
  return route;
}

/** A rule without conditions fits every case. */
function fits(when: RoutingCondition, subject: Subject): boolean {
  const { customer } = subject;
  const amount = amountOf(subject);
  return (
    isAmong(when.kind, subject.kind) &&
    (!when.reason?.length || isAmongReasons(when.reason, subject.reason)) &&
    isAmong(when.touchpoint, subject.area?.touchpoint) &&
    isAmong(when.severity, subject.severity) &&
    isAmong(when.language?.map(languageOf), languageOf(subject.locale)) &&
    isAmong(when.site, subject.siteId) &&
    isAmong(when.segment, customer?.segment) &&
    isAmong(when.plan, customer?.plan) &&
    (!when.tag?.length || when.tag.some((tag) => subject.tags.includes(tag) || customer?.tags.includes(tag))) &&
    (!when.amountAtLeast || isAtLeast(amount, when.amountAtLeast)) &&
    (!when.amountBelow || (amount !== null && isSame(amount, when.amountBelow) && amount.amount < when.amountBelow.amount)) &&
    (!when.mrrAtLeast || isAtLeast(customer?.mrr ?? null, when.mrrAtLeast)) &&
    (when.secondFailure === undefined || when.secondFailure === subject.secondFailure) &&
    (!when.words?.length || when.words.some((word) => holds(subject.story, word)))
  );
}

/** What is at stake: the most that was asked for, else what it cost the customer. */
function amountOf({ asked, cost }: Subject): Money | null {
  const sums = asked.map(({ amount }) => amount).filter((amount) => amount !== undefined);
  return sums.toSorted((a, b) => b.amount - a.amount)[0] ?? cost?.money ?? null;
}

const isAmong = <T>(wanted: T[] | undefined, value: T | null | undefined): boolean =>
  !wanted?.length || (value !== null && value !== undefined && wanted.includes(value));
const isSame = (a: Money, b: Money): boolean => a.currency === b.currency;
const isAtLeast = (given: Money | null, wanted: Money): boolean => given !== null && isSame(given, wanted) && given.amount >= wanted.amount;
const languageOf = (locale: string): string => locale.split('-')[0]?.toLowerCase() ?? '';

/** Whole words, any case; a word's marks (as Hindi vowels are) belong to it. */
function holds(story: string, word: string): boolean {
  const wanted = word.normalize('NFC').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])${wanted}(?![\p{L}\p{M}\p{N}])`, 'iu').test(story.normalize('NFC'));
}
