import { createReadStream, existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { existsDemo, readDemo } from './replay/demo-file.ts';
import { readLeavers } from './replay/leavers.ts';
import { compareWithServer } from './replay/compare.ts';
import { sendLeavers } from './replay/send.ts';
import { siteForReplay } from './replay/own-site.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string' },
    'site-key': { type: 'string' },
    'identity-secret': { type: 'string' },
    'secret-key': { type: 'string' },
    concurrency: { type: 'string', default: '16' },
  },
});
const [file] = positionals;
if (!file || !existsSync(file)) {
  console.error('Usage: npm run replay -- FILE [--url] [--site-key] [--identity-secret] [--secret-key] [--concurrency 16]');
  console.error(
    'FILE is a CSV with CustomerID, Monthly Charges, Churn Value and Churn Reason. Without options the running demo is taken, else a site is made for it on the running server.',
  );
  process.exit(2);
}

const named = values['site-key'] !== undefined;
const demo = named || existsDemo() ? readDemo() : siteForReplay();
const target = {
  url: (values.url ?? demo.url ?? '').replace(/\/$/, ''),
  siteKey: values['site-key'] ?? demo.siteKey ?? '',
  identitySecret: values['identity-secret'] ?? demo.identitySecret ?? '',
  secretKey: values['secret-key'] ?? demo.secretKey ?? '',
};
const missing = Object.entries(target).filter(([, value]) => value === '');
if (missing.length > 0) {
  console.error(`No running demo was found, and these are missing: ${missing.map(([name]) => name).join(', ')}.`);
  process.exit(2);
}

const leavers = await readLeavers(createReadStream(file));
console.log(`${leavers.length} customers left; sending them to ${target.url} as the widget would.`);
const sent = await sendLeavers(leavers, target, Number(values.concurrency));
console.log(`${sent.done} cancelled in ${(sent.tookMs / 1000).toFixed(1)} s (${Math.round((sent.done * 1000) / sent.tookMs)} a second).`);
console.log(`${sent.requests} requests, ${sent.serverErrors} answered 5xx.`);
for (const failure of sent.failures.slice(0, 10)) console.error(`  ${failure}`);

const found = await compareWithServer(leavers, target);
console.log(`${found.cases} cancellations on the server. ${found.withWords} of ${leavers.length} customers found with their own words.`);
for (const difference of found.differences.slice(0, 10)) console.error(`  ${difference}`);

const whole = sent.failures.length === 0 && sent.serverErrors === 0 && found.differences.length === 0;
console.log(whole ? 'All are there.' : 'Not all are there.');
process.exitCode = whole ? 0 : 1;
