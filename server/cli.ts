import { type Answer, COMMANDS, type Given, runCommand, usageOf } from './commands.ts';
import { readConfig, type Config } from './config.ts';
import { openAmends } from './open.ts';
import { findRunning } from './running.ts';
import { WrongUse } from './wrong-use.ts';

const FAILED = 1;
const WRONG_USE = 2;

const args = process.argv.slice(2);
const asJson = args.includes('--json');
const name = Object.keys(COMMANDS).find((command) => args.slice(0, command.split(' ').length).join(' ') === command);

if (!name) {
  const list = Object.entries(COMMANDS).map(
    ([command, { usage, what }]) => `  ${command.padEnd(14)} ${what}\n${usage ? `                 ${usage}\n` : ''}`,
  );
  process.stderr.write(`Usage: npm run amends -- COMMAND [--json]\n\n${list.join('')}`);
  process.exit(args.length === 0 || args.includes('--help') ? 0 : WRONG_USE);
}

try {
  const given = readArguments(args.slice(name.split(' ').length).filter((word) => word !== '--json'));
  if (given.options.help) {
    process.stderr.write(`${usageOf(name)}\n`);
    process.exit(0);
  }
  // npm runs us in its own folder and keeps the one it was called from.
  given.folders = [process.cwd(), process.env.INIT_CWD ?? ''].filter(Boolean);
  const answer = await perform(readConfig(process.env), name, given);
  process.stdout.write(asJson ? `${JSON.stringify(answer)}\n` : inWords(answer));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof WrongUse ? WRONG_USE : FAILED;
}

/** Through the running server when there is one, else on the database itself; either way at once and the same. */
async function perform(config: Config, command: string, given: Given): Promise<Answer> {
  const running = findRunning(config.dataDir);
  const answered = running && (await ask(running, command, given));
  if (answered) return answered;
  const { deps, close } = await openAmends(config, `command “${command}”`);
  try {
    return await runCommand(deps, command, given, tell);
  } finally {
    await close();
  }
}

/** null when nobody answers there any more. */
async function ask({ port, token }: { port: number; token: string }, command: string, given: Given): Promise<Answer | null> {
  const response = await fetch(`http://127.0.0.1:${port}/internal/command`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ command, ...given }),
  }).catch(() => null);
  if (!response || response.status === 403 || response.status === 404) return null;
  for await (const body of linesOf(response)) {
    if (body.answer) return body.answer;
    if (body.progress === undefined) throw body.wrongUse ? new WrongUse(body.error) : new Error(body.error);
    tell(body.progress);
  }
  throw new Error('The server ended before the command did. Nothing that was written is lost; run it again.');
}

function tell(progress: string): void {
  process.stderr.write(`${progress}\n`);
}

type Line = { progress?: string; answer?: Answer; error?: string; wrongUse?: boolean };
async function* linesOf({ body }: Response): AsyncGenerator<Line> {
  let rest = '';
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Line; // written by our own server
  }
}

function readArguments(words: string[]): Given {
  const given: Given = { options: {}, words: [] };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (!word.startsWith('--')) {
      given.words.push(word);
      continue;
    }
    const [option = '', inline] = word.slice(2).split(/=(.*)/s);
    const next = words[i + 1];
    const value = inline ?? (next !== undefined && !next.startsWith('--') ? next : '');
    if (inline === undefined && value !== '') i++;
    (given.options[option] ??= []).push(value);
  }
  return given;
}

function inWords(answer: Answer): string {
  return Object.entries(answer)
    .map(([key, value]) => `${key.padEnd(16)} ${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
    .join('');
}
