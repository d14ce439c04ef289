import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Demo } from './demo-file.ts';

const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

/** A site of its own on the running server, made as a merchant makes one; empty when that did not work. */
export function siteForReplay(): Partial<Demo> {
  const args = ['site', 'create', '--name', 'Replay', '--origin', 'http://localhost:*', '--origin', 'http://127.0.0.1:*', '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  if (status !== 0) {
    console.error(stderr.trim());
    return {};
  }
  const made = JSON.parse(stdout) as { siteKey: string; identitySecret: string; secretKey: string; snippet: string };
  const url = /src="(.+)\/widget\.js"/.exec(made.snippet)?.[1];
  console.log(`A site was made for the replay. Its secret key: ${made.secretKey}`);
  return { ...made, ...(url && { url }) };
}
