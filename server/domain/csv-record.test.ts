import * as fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { expect, test } from 'vitest';
import { CsvRecord, delimiterOf, delimiterSaid } from './csv-record.ts';

function cellsOf(record: string, delimiter = ','): string[] | 'open' {
  const read = new CsvRecord(delimiter);
  return record
    .split('\n')
    .map((line) => read.take(line))
    .at(-1)
    ? read.cells
    : 'open';
}

test.each<[string, string[] | 'open']>([
  ['a,b', ['a', 'b']],
  ['', ['']],
  [',', ['', '']],
  ['"a,b",c', ['a,b', 'c']],
  ['"say ""no"" now",', ['say "no" now', '']],
  ['"over\ntwo lines",c', ['over\ntwo lines', 'c']],
  ['5" pipe,c', ['5" pipe', 'c']],
  ['"",""', ['', '']],
  ['"never closed,c', 'open'],
])('%j is read as %j', (record, cells) => {
  expect(cellsOf(record)).toEqual(cells);
});

test('whatever other programs write is read back as it was', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', ' ', '\n', 'é', '\t') });
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), fc.constantFrom(',', ';', '\t'), (cells, delimiter) => {
      const written = stringify([cells], { delimiter, record_delimiter: '\r', quoted_match: /["\n]/ }).slice(0, -1);
      expect(cellsOf(written, delimiter)).toEqual(cells);
    }),
  );
});

test('what parts the cells is seen from the header', () => {
  expect(['a;b;c', 'a,b,c', 'a\tb', '"a,b,c";d', 'alone', 'a|b|c,d'].map(delimiterOf)).toEqual([';', ',', '\t', ';', ',', '|']);
  expect(['sep=;', 'SEP=,', 'separator'].map(delimiterSaid)).toEqual([';', ',', null]);
});
