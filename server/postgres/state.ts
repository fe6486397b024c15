import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_USER } from './cluster.ts';

/** What the next start, or a command beside us, must know of the embedded server. Only its owner may read it. */
export interface ServerState {
  port: number;
  password: string;
  /** The process that stops the server when nobody needs it; null until the server accepts connections. */
  keeper: { pid: number; startedAt: string } | null;
}

const DATABASE = 'tokenhub';

const file = (data: string): string => join(data, 'database.json');

export function readState(data: string): ServerState | null {
  try {
    return JSON.parse(readFileSync(file(data), 'utf8')) as ServerState;
  } catch {
    return null;
  }
}

export function writeState(data: string, state: ServerState): void {
  mkdirSync(data, { recursive: true });
  writeFileSync(file(data), JSON.stringify(state), { mode: 0o600 });
}

export const addressOf = ({ port, password }: ServerState, database = DATABASE): string =>
  `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
