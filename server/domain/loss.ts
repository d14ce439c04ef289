import type { Money } from '#shared/contracts/basics.ts';
import type { Case } from './case.ts';
import { overchargeIn } from './price-difference.ts';

/** What the customer lost: what they say, else what the story shows was charged too much. */
export const lossOf = ({ cost, story }: Pick<Case, 'cost' | 'story'>): Money | null => cost?.money ?? overchargeIn(story);
