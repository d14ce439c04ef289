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
export const reasonOf = (id: string | null | undefined): Reason | undefined => (id ? reasons.get(id) : undefined);
export const remedyOf = (id: string): Remedy | undefined => remedies.get(id);

/** What kind of failure a reason is; an unknown one is a failure that cannot be matched. */
export const failureOf = (reason: string | null): FailureClass => reasonOf(reason)?.failure ?? 'cannot_match';
export const severityOf = (reason: string | null): Severity => reasonOf(reason)?.severity ?? 'normal';
