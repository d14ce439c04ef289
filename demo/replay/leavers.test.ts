import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { minorUnits, readLeavers } from './leavers.ts';
import { REASONS } from './reasons.ts';

const FILE = `CustomerID,City,Contract,Monthly Charges,Churn Value,Churn Reason
3668-QPYBK,"Los Angeles, CA",Month-to-month,53.85,1,Competitor made better offer
7795-CFOCW,Bakersfield,One year,42.3,0,
9237-HQITU,Fresno,Two year,70.7,1,"They said ""soon"", twice"
`;

test('only those who left are taken, with their own words and what they paid', async () => {
  expect(await readLeavers(Readable.from([FILE]))).toEqual([
    {
      customer: '3668-QPYBK',
      plan: 'Month-to-month',
      mrrMinor: 5385,
      words: 'Competitor made better offer',
      reason: 'cancel.switched_service',
    },
    { customer: '9237-HQITU', plan: 'Two year', mrrMinor: 7070, words: 'They said "soon", twice', reason: 'cancel.other' },
  ]);
});

test.each([
  ['1.1', 110],
  ['8.29', 829],
  ['70.7', 7070],
  ['118.75', 11875],
])('%s is %d in cents', (major, minor) => expect(minorUnits(major)).toBe(minor));

test('every reason they gave is one a customer can choose in the widget', () => {
  const taxonomy = JSON.parse(readFileSync('shared/taxonomy/taxonomy.json', 'utf8')) as {
    reasons: { id: string; kind?: string; hidden?: boolean }[];
  };
  const choosable = taxonomy.reasons.filter(({ kind, hidden }) => kind === 'cancellation' && !hidden).map(({ id }) => id);
  expect(Object.values(REASONS).filter((id) => !choosable.includes(id))).toEqual([]);
});
