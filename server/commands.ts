import { ROLES, type Role } from '#shared/contracts/basics.ts';
import { DomainError } from '#server/domain/errors.ts';
import { migrateAuth } from './api/auth.ts';
import type { Deps } from './api/context.ts';
import { invite } from './api/staff/invite.ts';
import { seedDemo } from './demo-seed.ts';
import { IMPORT_KINDS } from './domain/import-map.ts';
import { IMPORT_USAGE, importFile } from './import-command.ts';
import { makeSite, ownMerchant } from './sites.ts';
import { sql } from './store/db.ts';
import { rebuildInsight } from './store/insight/rebuild.ts';
import { migrate } from './store/migrate.ts';
import { rollups } from './store/migrations/0014-rollups.ts';
import { WrongUse } from './wrong-use.ts';

/** What a command was given: `--name Shop --origin a --origin b`, and words without a name. */
export type Given = {
  options: Record<string, string[]>;
  words: string[];
  /** Where files are looked for that are named without a folder. */
  folders?: string[];
};
export type Answer = Record<string, unknown>;
/** Told how far a long command is. */
export type Tell = (progress: string) => void;
type Command = { usage: string; what: string; run(deps: Deps, given: Given, tell: Tell): Promise<Answer> };

export const COMMANDS: Record<string, Command> = {
  'site create': {
    usage: '--name NAME --origin https://shop.example [--origin …] [--locale en] [--currency EUR] [--test] [--challenge]',
    what: 'a site and its keys, shown once',
    run: createSite,
  },
  'staff invite': { usage: '--email ADDRESS --role owner|lead|agent|viewer', what: 'a link by which one person joins', run: inviteStaff },
  'demo seed': { usage: '', what: 'a small shop with people and cases', run: async (deps) => ({ ...(await seedDemo(deps)) }) },
  ...Object.fromEntries(
    IMPORT_KINDS.map((kind) => [
      `import ${kind}`,
      {
        usage: IMPORT_USAGE,
        what: `${kind} from a file, of any size`,
        run: (deps, given, tell) => importFile(deps, kind, given, tell),
      } satisfies Command,
    ]),
  ),
  'insight rebuild': {
    usage: '[--fix]',
    what: 'counts all figures anew and says where they differ; --fix mends them',
    run: async ({ db }, { options }, tell) => ({ ...(await rebuildInsight(db, { fix: options.fix !== undefined, tell })) }),
  },
  migrate: { usage: '', what: 'brings the database up to date', run: async (deps) => ({ ran: await migrateAll(deps) }) },
  doctor: { usage: '', what: 'looks whether everything is in order', run: examine },
};

export async function migrateAll({ db, auth }: Pick<Deps, 'db' | 'auth'>): Promise<string[]> {
  const ran = await migrate(db);
  if (ran.includes(rollups.id)) await rebuildInsight(db, { fix: true }); // what came before is counted too
  return [...ran, ...(await migrateAuth(auth, db))];
}

/** @throws DomainError for an unknown command, WrongUse for missing options */
export function runCommand(deps: Deps, name: string, given: Given, tell: Tell = () => {}): Promise<Answer> {
  const command = COMMANDS[name];
  if (!command) throw new DomainError('command.unknown', `There is no command “${name}”.`);
  return command.run(deps, given, tell);
}

async function createSite(deps: Deps, { options }: Given): Promise<Answer> {
  const name = required(options, 'name', 'site create');
  const origins = options.origin ?? [];
  if (origins.length === 0) throw new WrongUse(usageOf('site create'));
  for (const origin of origins) requireOrigin(origin);
  const merchant = await ownMerchant(deps, name);
  return makeSite(deps, merchant, {
    name,
    origins,
    locale: options.locale?.[0],
    currency: options.currency?.[0],
    test: options.test !== undefined,
    settings: { challenge: options.challenge !== undefined },
  });
}

async function inviteStaff(deps: Deps, { options }: Given): Promise<Answer> {
  const email = required(options, 'email', 'staff invite');
  const role = required(options, 'role', 'staff invite') as Role;
  if (!ROLES.includes(role) || !/^\S+@\S+\.\S+$/.test(email)) throw new WrongUse(usageOf('staff invite'));
  const merchant = await ownMerchant(deps, 'My shop');
  const { url, expiresAt } = await invite(deps, { merchantId: merchant.id, email, role, invitedBy: null });
  return { email, role, url, expiresAt };
}

async function examine({ db, publicUrl }: Deps): Promise<Answer> {
  const [integrity] = db.isLocal ? await db.read('pragma quick_check') : [{ quick_check: 'ok' }];
  const [orphans] = await db.read(
    'select count(*) as n from (select id, version from cases except select case_id, max(number) from case_events group by case_id)',
  );
  const [counted] = await db.read('select count(*) as n from counters where value < 0');
  const migrations = (await db.read('select id from migrations order by id')).map(({ id }) => String(id));
  const problems = [
    ...(integrity?.quick_check === 'ok' ? [] : ['The database file is damaged: restore the last backup.']),
    ...(orphans?.n === 0 ? [] : [`${String(orphans?.n)} cases do not agree with their events.`]),
    ...(counted?.n === 0 ? [] : ['A counter is below zero.']),
  ];
  if (problems.length) throw new Error(problems.join('\n'));
  return { ok: true, publicUrl, database: db.isLocal ? 'file' : 'server', migrations };
}

function required(options: Given['options'], name: string, command: string): string {
  const value = options[name]?.[0];
  if (!value) throw new WrongUse(usageOf(command));
  return value;
}

function requireOrigin(origin: string): void {
  const isOrigin = origin === '*' || /^https?:\/\/[^/\s]+$/.test(origin);
  if (!isOrigin) throw new WrongUse(`“${origin}” is no origin: write https://shop.example, without a path.`);
}

export const usageOf = (command: string): string => `Usage: npm run amends -- ${command} ${COMMANDS[command]?.usage ?? ''}`.trim();

/** Whether anybody works here yet. */
export const isEmpty = async ({ db }: Pick<Deps, 'db'>): Promise<boolean> =>
  (await db.read(sql('select 1 from merchants limit 1').sql)).length === 0;
