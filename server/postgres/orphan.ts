import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandOf, startOf } from '../process-identity.ts';

const FAST_SHUTDOWN_MS = 10_000;
const LOOK_AGAIN_MS = 25;

/** Stops a server that still runs on `directory` after its keeper was killed, or removes its stale lock file. */
export async function stopOrphan(directory: string): Promise<void> {
  const lock = join(directory, 'postmaster.pid');
  const pid = readPid(lock);
  if (pid === null) return;
  if (startOf(pid) !== null && commandOf(pid)?.includes(directory)) return end(pid);
  // Ended, or its id belongs to another program now. PostgreSQL cannot tell either case from a running server (a dead
  // process may stay listed) and would refuse to start. It detects orphaned backends by other means.
  rmSync(lock, { force: true });
}

async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  if (await isGone(pid, FAST_SHUTDOWN_MS)) return;
  process.kill(pid, 'SIGQUIT');
  await isGone(pid, FAST_SHUTDOWN_MS);
}

function readPid(lock: string): number | null {
  try {
    return Number.parseInt(readFileSync(lock, 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

async function isGone(pid: number, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    if (startOf(pid) === null) return true;
    await delay(LOOK_AGAIN_MS);
  }
  return false;
}
