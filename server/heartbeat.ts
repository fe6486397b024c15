import type { ChildProcess } from 'node:child_process';

const BEAT_MS = 1_000;
/** A long limit: work such as the largest body can block a busy machine for seconds. */
const MISSED_BEATS = 15;
const ALIVE = 'alive';

/** In a child process: tells the parent regularly that the event loop still runs. */
export function beat(everyMs = BEAT_MS): void {
  const tell = () => process.connected && process.send?.(ALIVE, undefined, undefined, () => {}); // the parent may be gone
  tell();
  setInterval(tell, everyMs).unref();
}

/**
 * Kills a process that sends no heartbeats. It counts checks instead of time: when a machine wakes up after hours of
 * sleep, the first check comes before the heartbeats of its processes.
 */
export function killWhenHung(child: ChildProcess, onHang: () => void, everyMs = BEAT_MS): void {
  let missed: number | undefined; // until its first beat it may still be loading
  const look = setInterval(() => {
    if (missed === undefined || ++missed <= MISSED_BEATS) return;
    clearInterval(look);
    onHang();
    child.kill('SIGKILL');
  }, everyMs).unref();
  child.on('message', (message) => {
    if (message === ALIVE) missed = 0;
  });
  child.once('exit', () => clearInterval(look));
}
