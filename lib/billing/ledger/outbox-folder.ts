import 'server-only';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '#lib/make-folder.ts';

/** The owner of a folder: enough to distinguish a dead process from a running one with the same pid. */
interface Claim {
  host: string;
  pid: number;
  started: string;
}

const FILE = 'process.json';

/** Marks a folder, named by the process's id, as this process's own while it runs. The mark survives a power cut. */
export function claimFolder(directory: string): void {
  makeFolder(directory);
  const claim: Claim = { host: hostname(), pid: process.pid, started: startOf(process.pid) };
  writeFileSync(join(directory, FILE), JSON.stringify(claim), { flush: true });
}

export const removeFolder = (directory: string): void => rmSync(directory, { recursive: true, force: true });

/** The folders beside `own`, of running and of dead processes. */
export const siblingFolders = (own: string): string[] =>
  list(dirname(own))
    .map((name) => join(dirname(own), name))
    .filter((folder) => basename(folder) !== basename(own));

/** Whether the folder's process ran on this machine and is dead. In doubt, its heartbeat decides. */
export function isAbandoned(directory: string): boolean {
  const claim = readClaim(directory);
  return claim !== null && claim.host === hostname() && !isRunning(claim);
}

function readClaim(directory: string): Claim | null {
  try {
    return JSON.parse(readFileSync(join(directory, FILE), 'utf8')) as Claim;
  } catch {
    return null; // being created or removed
  }
}

function isRunning({ pid, started }: Claim): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return startOf(pid) === started;
}

/** The start time of a process on Linux: boot id and clock ticks. Empty elsewhere, where the pid alone decides. */
function startOf(pid: number): string {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${afterName.split(' ')[19]}`;
  } catch {
    return '';
  }
}

function list(root: string): string[] {
  try {
    return readdirSync(root);
  } catch {
    return [];
  }
}
