import { expect, test } from 'vitest';
import { major, writeCsv } from './csv.ts';

const table = (...rows: (string | number | boolean | null)[][]) => writeCsv({ name: 'x', columns: ['reason', 'change'], rows });

test('a table begins with the names of its columns', () => {
  expect(table(['too dear', 0.5])).toBe('reason,change\r\ntoo dear,0.5\r\n');
});

test('a figure below zero stays a figure, a formula becomes a text', () => {
  expect(table(['=HYPERLINK("http://x")', -0.25], ['-1+1', 3], ['@SUM(A1)', null], ['+49 30', true])).toBe(
    'reason,change\r\n"\'=HYPERLINK(""http://x"")",-0.25\r\n\'-1+1,3\r\n\'@SUM(A1),\r\n\'+49 30,true\r\n',
  );
});

test('money is written in major units of its currency', () => {
  expect([
    major({ amount: 5385, currency: 'USD' }),
    major({ amount: 5385, currency: 'JPY' }),
    major({ amount: 5385, currency: 'KWD' }),
    major(null),
  ]).toEqual([53.85, 5385, 5.385, null]);
});
