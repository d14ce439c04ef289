import type { Instant, Money } from '#shared/contracts/basics.ts';
import { type Given, givenSince, type Sum } from '#server/domain/authority.ts';
import type { Case, OfferOfCase } from '#server/domain/case.ts';
import { customerKeyOf } from '#server/domain/precedent.ts';
import type { RemedyStep } from '#server/domain/remedy.ts';
import { type Db, type Statement, sql } from './db.ts';

/** Programs have no names: together they are one member of staff. */
export const PROGRAM = 'program';

const COUNTS = new Set<RemedyStep>(['offered', 'accepted', 'fulfilling', 'fulfilled', 'verified', 'disputed']);
type Gift = { remedy: string; amount: Money; state: 'given' | 'released' };

/** What an offer gives away: the dearest choice until one is taken; nothing once it was declined, has ended or failed. */
function giftOf(offer: OfferOfCase, { agreed }: Pick<Case, 'agreed'>): Gift | null {
  const [dearest] = [
    { remedy: offer.remedy, amount: offer.amount },
    ...(offer.choices ?? []).map(({ remedy, money }) => ({ remedy, amount: money })),
  ]
    .flatMap(({ remedy, amount }) => (amount ? [{ remedy, amount }] : []))
    .toSorted((a, b) => b.amount.amount - a.amount.amount);
  if (!dearest) return null;
  const taken = agreed?.offerId === offer.id ? agreed : null;
  if (!COUNTS.has(offer.step) || (taken && !taken.amount)) return { ...dearest, state: 'released' };
  return { remedy: taken?.remedy ?? dearest.remedy, amount: taken?.amount ?? dearest.amount, state: 'given' };
}

/** After a dispute or a reopening the case forgets which choice was taken; the ledger has it. */
const isLearnt = ({ id, step }: OfferOfCase, { agreed }: Pick<Case, 'agreed'>): boolean =>
  step !== 'offered' && COUNTS.has(step) && agreed?.offerId !== id;

/** Who gave it: who approved it, by their own limit or as the second person. */
const giverOf = ({ history }: OfferOfCase) => {
  const by = history.findLast(({ step }) => step === 'approved')?.by;
  return by && by.role !== 'system' ? (by.id ?? PROGRAM) : null;
};

/** The ledger's lines for whatever changed among the offers of a case. */
export function remediesGiven(merchantId: string, before: Case | null, after: Case): Statement[] {
  return after.offers.flatMap((offer) => {
    const was = before?.offers.find(({ id }) => id === offer.id);
    const gift = isLearnt(offer, after) ? null : giftOf(offer, after);
    if (!gift || (was && before && JSON.stringify(giftOf(was, before)) === JSON.stringify(gift))) return [];
    return [
      sql(
        `insert into remedies_given (merchant_id, case_id, offer_id, customer, staff, remedy, amount, currency, at, state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (merchant_id, offer_id) do update set remedy = excluded.remedy, amount = excluded.amount, currency = excluded.currency, state = excluded.state`,
        merchantId,
        after.id,
        offer.id,
        customerKeyOf(after),
        giverOf(offer),
        gift.remedy,
        gift.amount.amount,
        gift.amount.currency,
        offer.offeredAt,
        gift.state,
      ),
    ];
  });
}

export type Seen = { given: Given; /** Fails the batch, as a taken key, when more was given since. */ unchanged(): Statement[] };

export const isGivenMeanwhile = (error: unknown): boolean =>
  error instanceof Error && /UNIQUE constraint failed: remedies_given/.test(error.message);

/** Bound to one merchant. */
export function createLedger(db: Db, merchantId: string) {
  /** What this customer got in 90 days and this member of staff gave today. */
  async function look(current: Pick<Case, 'id' | 'customerId'>, staffId: string | null, at: Instant, dayBegan: Instant): Promise<Seen> {
    const customer = customerKeyOf(current);
    const staff = staffId ?? PROGRAM;
    // Read first: what is written between the two reads then counts as new, never as seen.
    const seen = Number((await db.readOne('select coalesce(max(seq), 0) as seq from remedies_given'))?.seq ?? 0);
    const [toCustomer, byStaff] = await Promise.all([
      sums('customer = ? and at >= ?', customer, givenSince(at)),
      sums('staff = ? and at >= ?', staff, dayBegan),
    ]);
    return {
      given: { toCustomer, byStaff },
      // Writing a newer line of theirs a second time is refused by its key. `+` keeps the search among the newest lines.
      unchanged: () => [
        sql(
          `insert into remedies_given (merchant_id, case_id, offer_id, customer, staff, remedy, amount, currency, at, state)
         select merchant_id, case_id, offer_id, customer, staff, remedy, amount, currency, at, state from remedies_given
         where seq > ? and +merchant_id = ? and (+customer = ? or +staff = ?) and case_id <> ? limit 1`,
          seen,
          merchantId,
          customer,
          staff,
          current.id,
        ),
      ],
    };
  }

  async function sums(where: string, who: string, since: Instant): Promise<Sum[]> {
    const rows = await db.read(
      `select remedy, currency, sum(amount) as amount from remedies_given where merchant_id = ? and ${where} and state = 'given' group by remedy, currency order by remedy, currency`,
      [merchantId, who, since],
    );
    return rows.map((row) => ({ remedy: String(row.remedy), currency: String(row.currency), amount: Number(row.amount) }));
  }

  return { look };
}
