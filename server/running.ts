import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type RunningServer = { pid: number; port: number; token: string };

const fileIn = (dataDir: string): string => join(dataDir, 'server.json');

/** Leaves word where the running server can be reached, for the command line alone. */
export const announce = (dataDir: string, running: RunningServer): void =>
  writeFileSync(fileIn(dataDir), JSON.stringify(running), { mode: 0o600 });
export const withdraw = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });

export function findRunning(dataDir: string): RunningServer | null {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as RunningServer; // written above
  } catch {
    return null;
  }
}
