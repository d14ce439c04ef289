// Loaded before the server (`node --import ./server/build.ts`), or run by itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Part = { from: string[]; makes: string; command: string[] };

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'dist/.stamp');

function filesUnder(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|journey)\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** One hash over everything a part is made from: same content, same hash, whatever the clock of the file says. */
function contentHash({ from, command }: Part): string {
  const files = from.flatMap((path) => (/\.\w+$/.test(path) ? [join(root, path)] : filesUnder(path))).toSorted();
  const hash = createHash('sha256').update(command.join(' '));
  for (const file of files) hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

function readStamps(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

const always = ['vite.config.ts', 'package-lock.json'];
const parts: Record<string, Part> = {
  widget: { from: ['widget', ...always], makes: 'dist/widget/widget.js', command: ['widget/build.ts'] },
  admin: {
    from: ['server/admin', 'server/words-in-parts.ts', 'shared/contracts', ...always],
    makes: 'dist/admin/index.html',
    command: ['node_modules/vite/bin/vite.js', 'build', '--mode', 'admin', '--logLevel', 'warn'],
  },
};

// An installation that ships without its sources serves what was built before.
if (existsSync(join(root, 'widget'))) {
  const stamps = readStamps();
  for (const [name, part] of Object.entries(parts)) {
    const wanted = contentHash(part);
    if (stamps[name] === wanted && existsSync(join(root, part.makes))) continue;
    console.error(`Building ${name}.`);
    const { status } = spawnSync(process.execPath, part.command, { cwd: root, stdio: ['ignore', 2, 2] });
    if (status !== 0) {
      console.error(`Building ${name} failed; the lines above say why.`);
      process.exit(1);
    }
    stamps[name] = wanted;
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, JSON.stringify(stamps, null, 2));
  }
}
