import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dataFolder = process.env.DATA_DIR ?? `${root}data`;
const { PORT = '8787' } = process.env;

const running = await fetch(`http://127.0.0.1:${PORT}/healthz`).then(
  (answer) => answer.ok,
  () => false,
);
if (running) {
  console.error(`Amends is running on port ${PORT}. Stop it first; its data would be pulled from under it.`);
  process.exit(1);
}

for (const folder of [dataFolder, `${root}dist`]) {
  if (!existsSync(folder)) continue;
  rmSync(folder, { recursive: true });
  console.log(`Removed ${folder}`);
}
console.log('The next "npm start" begins anew with the demo shop.');
