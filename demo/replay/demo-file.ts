import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the demo seed writes down about itself. */
export type Demo = {
  url: string;
  siteKey: string;
  identitySecret: string;
  secretKey: string;
  admin: { email: string; password: string };
};

export function readDemo(dataFolder = process.env.DATA_DIR ?? 'data'): Partial<Demo> {
  const file = join(dataFolder, 'demo.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Demo) : {};
}
