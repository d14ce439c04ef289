import { existsSync, readdirSync } from 'node:fs';

const folder = new URL('./bench/', import.meta.url);
const benches = existsSync(folder) ? readdirSync(folder).map((file) => file.replace(/\.ts$/, '')) : [];

const [name] = process.argv.slice(2);
if (!name || !benches.includes(name)) {
  console.error(`Usage: npm run bench -- NAME, where NAME is one of: ${benches.join(', ') || '(none yet)'}`);
  process.exit(2);
}
await import(new URL(`${name}.ts`, folder).href);
