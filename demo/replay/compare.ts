import type { Leaver } from './leavers.ts';
import type { Target } from './send.ts';

type CancellationCase = {
  number: string;
  story: string;
  reason: string | null;
  customer: { externalId: string | null; mrr: { amount: number; currency: string } | null };
};
type PageOfCases = { items: CancellationCase[]; nextCursor: string | null };

async function listCancellations({ url, secretKey }: Target): Promise<CancellationCase[]> {
  const all: CancellationCase[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ kind: 'cancellation', limit: '100', ...(cursor ? { cursor } : {}) });
    const answer = await fetch(`${url}/v1/cases?${query}`, { headers: { Authorization: `Bearer ${secretKey}` } });
    if (!answer.ok) throw new Error(`GET /v1/cases answered ${answer.status}: ${await answer.text()}`);
    const page = (await answer.json()) as PageOfCases;
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

/** Looks for every leaver, once, with the words, the reason and the money that were sent. */
export async function compareWithServer(leavers: Leaver[], target: Target) {
  const cases = await listCancellations(target);
  const differences: string[] = [];
  let withWords = 0;
  const byCustomer = Map.groupBy(cases, ({ customer }) => customer.externalId);
  for (const { customer, words, reason, mrrMinor } of leavers) {
    const found = byCustomer.get(customer) ?? [];
    const [only] = found;
    if (!only || found.length > 1) differences.push(`${customer}: ${found.length} cancellations instead of one`);
    else if (only.story !== words) differences.push(`${customer}: said "${words}", kept "${only.story}"`);
    else if (only.reason !== reason) differences.push(`${customer}: reason ${reason}, kept ${only.reason}`);
    else if (only.customer.mrr?.amount !== mrrMinor) differences.push(`${customer}: pays ${mrrMinor}, kept ${only.customer.mrr?.amount}`);
    else withWords += 1;
  }
  return { cases: cases.length, withWords, differences };
}
