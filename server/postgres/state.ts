import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATION } from './application.ts';
import { ADMINISTRATOR, addressAt } from './cluster.ts';

/** State of the embedded server, for the next start and for commands. Readable only by its owner. */
export interface ServerState {
  port: number;
  /** The administrator's password. */
  password: string;
  /** The application's password. Absent while a version runs that works as the administrator. */
  applicationPassword?: string;
  /** The process that stops the server when it is no longer used; null until the database exists. */
  keeper: { pid: number; startedAt: string } | null;
}

export const DATABASE = 'tokenhub';

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

/** The application's address of its database. */
export function addressOf(state: ServerState): string {
  const { port, applicationPassword } = state;
  if (applicationPassword === undefined) return adminAddressOf(state, DATABASE);
  return addressAt(port, { user: APPLICATION, password: applicationPassword }, DATABASE);
}

export const adminAddressOf = ({ port, password }: ServerState, database: string): string =>
  addressAt(port, { user: ADMINISTRATOR, password }, database);
