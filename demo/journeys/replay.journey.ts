import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REASONS } from '../replay/reasons.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.end());

const HEADER = 'CustomerID,City,Contract,Monthly Charges,Total Charges,Churn Value,Churn Reason';

/** Forty who left, for every reason there is, and ten who stayed. */
function writeCustomers(): string {
  const reasons = Object.keys(REASONS);
  const left = Array.from({ length: 40 }, (_, at) => {
    const [id, charge] = [`${1000 + at}-LEFT`, (18.25 + at * 2.35).toFixed(2)];
    return `${id},"Long Beach, CA",Month-to-month,${charge},,1,${reasons[at % reasons.length]}`;
  });
  const stayed = Array.from({ length: 10 }, (_, at) => `${2000 + at}-STAYED,Fresno,Two year,20.05,240.60,0,`);
  const file = join(tmpdir(), `amends-leavers-${process.pid}.csv`);
  writeFileSync(file, [HEADER, ...left, ...stayed, ''].join('\n'));
  return file;
}

function replay(file: string) {
  const { siteKey, identitySecret, secretKey } = world.site;
  const keys = ['--site-key', siteKey, '--identity-secret', identitySecret, '--secret-key', secretKey];
  return spawnSync(process.execPath, ['demo/replay.ts', file, '--url', world.amendsUrl, ...keys], { encoding: 'utf8' });
}

test('everybody who left a telephone company arrives with their own words, reason and monthly charge', () => {
  const { status, stdout, stderr } = replay(writeCustomers());
  expect([status, stdout, stderr]).toEqual([0, expect.stringContaining('40 of 40 customers found with their own words.'), '']);
  expect(stdout).toContain(' 0 answered 5xx.');
});
