import taxonomy from '#shared/taxonomy/taxonomy.json' with { type: 'json' };
import type { Severity } from '#shared/contracts/basics.ts';

export type FailureClass = 'money_lost' | 'flawed_product' | 'service_failed' | 'treated_badly' | 'cannot_match' | 'second_failure';

/** A reason as the taxonomy has it. Ids never change; labels are translated elsewhere. */
export type Reason = {
  id: string;
  label: string;
  kind?: 'cancellation';
  failure?: FailureClass;
  severity?: Severity;
  avoidable?: boolean | null;
  probe?: string;
  probes?: string[];
  hidden?: boolean;
};
export type Remedy = { id: string; label: string; money: boolean };

/** Casts are safe: taxonomy.json is ours and shared/taxonomy/labels.test.ts checks its shape. */
export const REASONS = taxonomy.reasons as Reason[];
export const REMEDIES = taxonomy.remedies as Remedy[];
export const FEELINGS = taxonomy.costs.feelings;

const reasons = new Map(REASONS.map((reason) => [reason.id, reason]));
const remedies = new Map(REMEDIES.map((remedy) => [remedy.id, remedy]));

const OWN = /^([a-z_]+\.[a-z_]+)\.[a-z0-9_]{1,30}$/;
/** The reason of the taxonomy that a merchant's own one, as `delivery.late.courier_strike`, lies beneath; null: it is none. */
export function parentReason(id: string | null | undefined): string | null {
  const parent = (id && OWN.exec(id)?.[1]) || null;
  return parent !== null && reasons.has(parent) ? parent : null;
}

/** The facts of a reason. One of a merchant's own has those of its parent, whether the merchant still has it or not. */
export function reasonOf(id: string | null | undefined): Reason | undefined {
  const known = id ? reasons.get(id) : undefined;
  const parent = known ? undefined : reasons.get(parentReason(id) ?? '');
  return parent && id ? { ...parent, id } : known;
}

/** What a reason counts as where reasons are compared: itself, or the one it lies beneath. */
export const countsAs = (id: string): string => parentReason(id) ?? id;
/** Whether a list of reasons speaks of this one: by its own name, or by that of the reason it lies beneath. */
export const isAmongReasons = (wanted: readonly string[], id: string | null | undefined): boolean =>
  id !== null && id !== undefined && (wanted.includes(id) || wanted.includes(countsAs(id)));
export const remedyOf = (id: string): Remedy | undefined => remedies.get(id);

/** What kind of failure a reason is; an unknown one is a failure that cannot be matched. */
export const failureOf = (reason: string | null): FailureClass => reasonOf(reason)?.failure ?? 'cannot_match';
export const severityOf = (reason: string | null): Severity => reasonOf(reason)?.severity ?? 'normal';
