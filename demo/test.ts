import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** What a step came to. A tool that is not a test runner counts as one: it passed or it failed. */
type Tally = { passed: number; failed: number; skipped: number };
type Step = { name: string; run: () => Tally };

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));
const workFolder = mkdtempSync(join(tmpdir(), 'amends-test-'));

function programOf(name: string, bin = name): string {
  const packageFile = join(modules, name, 'package.json');
  const declared = (JSON.parse(readFileSync(packageFile, 'utf8')) as { bin: string | Record<string, string> }).bin;
  return join(dirname(packageFile), typeof declared === 'string' ? declared : (declared[bin] ?? ''));
}

const runNode = (args: string[]) => spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;

const tool = (name: string, args: string[], what: string, bin?: string): Step => ({
  name: what,
  run: () => (runNode([programOf(name, bin), ...args]) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }),
});

const vitest = (what: string, args: string[]): Step => ({
  name: what,
  run() {
    const report = join(workFolder, `${what.replaceAll(/\W+/g, '-')}.json`);
    const ended = runNode([programOf('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args]);
    return tallyOf(report, ended);
  },
});

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number; testResults: File[] };
type File = { status: string; assertionResults: { status: string }[] };

/** A file that does not load, or a runner that crashes, is a failure too, even when no test was reached. */
function tallyOf(report: string, ended: boolean): Tally {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  );
  const failed = numFailedTests + broken.length;
  return { passed: numPassedTests, failed: !ended && failed === 0 ? 1 : failed, skipped: numPendingTests + numTodoTests };
}

const check: Step[] = [
  tool('oxfmt', ['--check', '.'], 'Format'),
  tool('oxlint', ['--type-aware', '--deny-warnings', '.'], 'Lint'),
  tool('typescript', ['--noEmit'], 'Types', 'tsc'),
  tool('knip', [], 'Dead code'),
];
const borders = vitest('Borders', ['shared/borders.test.ts']);
const unit = vitest('Unit and API tests', []);
const build: Step = {
  name: 'Build',
  run: () => (runNode(['server/build.ts']) ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }),
};
const inBrowser = ['--config', 'demo/journeys/vitest.config.ts'];
// The widget's promises are about time: nothing else runs beside them. People at a desk wait for each other.
const guest = vitest('The widget as a guest on a page', [...inBrowser, 'demo/guest']);
const journeys = vitest('Journeys in the browser', [...inBrowser, 'demo/journeys', '--file-parallelism', '--max-workers=2']);
const chosenJourneys = vitest('Journeys in the browser', [...inBrowser, ...process.argv.slice(3)]);
const looks = vitest('Every screen of the widget in every look', ['--config', 'demo/guest/looks.config.ts', 'demo/guest/looks']);

const PLANS: Record<string, Step[]> = {
  check: [...check, borders],
  journeys: [build, chosenJourneys],
  looks: [build, looks],
  all: [...check, unit, build, guest, journeys],
};

const plan = PLANS[process.argv[2] ?? 'all'];
if (!plan) {
  console.error(`Usage: node demo/test.ts [${Object.keys(PLANS).join(' | ')}]`);
  process.exit(2);
}

const sum: Tally = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const { name, run } of plan) {
  console.log(`\n== ${name}`);
  const begun = performance.now();
  const { passed, failed, skipped } = run();
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
  if (failed > 0) failures.push(name);
  console.log(`== ${name}: ${failed === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}
rmSync(workFolder, { recursive: true, force: true });

if (failures.length > 0) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
process.exitCode = sum.failed > 0 ? 1 : 0;
