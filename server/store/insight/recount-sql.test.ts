import { expect, test } from 'vitest';
import { decimalsOf } from '#shared/decimals.ts';
import { openEmpty } from '../fixtures/database.ts';
import { MINOR_UNITS } from './recount-sql.ts';

test('the recount knows as many decimals of every currency as the rest of us', async () => {
  const db = await openEmpty('file');
  const currencies = [...Intl.supportedValuesOf('currency'), 'BEF', 'CHF', 'UYI', 'XYZ'];
  const rows = await db.read(`select value as currency, ${MINOR_UNITS.replaceAll('currency', 'value')} as units from json_each(?)`, [
    JSON.stringify(currencies),
  ]);
  expect(rows.map(({ currency, units }) => [currency, units])).toEqual(
    currencies.map((currency) => [currency, 10 ** decimalsOf(currency)]),
  );
  expect(new Set(rows.map(({ units }) => units))).toEqual(new Set([1, 100, 1000]));
  await db.close();
});
