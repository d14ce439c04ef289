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

const fileIn = (dataFolder: string): string => join(dataFolder, 'demo.json');
const usualFolder = (): string => process.env.DATA_DIR ?? 'data';

export const existsDemo = (): boolean => existsSync(fileIn(usualFolder()));

export function readDemo(dataFolder = usualFolder()): Partial<Demo> {
  const file = fileIn(dataFolder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Demo) : {};
}
