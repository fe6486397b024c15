import type { ChildProcess } from 'node:child_process';

const BEAT_MS = 1_000;
/** Long: what blocks a process for seconds, such as the largest body on a busy machine, is still work. */
const MISSED_BEATS = 15;
const ALIVE = 'alive';

/** In a process of ours: tells its parent, for as long as its event loop turns, that it does. */
export function beat(everyMs = BEAT_MS): void {
  const tell = () => process.connected && process.send?.(ALIVE, undefined, undefined, () => {}); // the parent may be gone
  tell();
  setInterval(tell, everyMs).unref();
}

/**
 * Kills a process that does not beat any more. It counts looks and not time: when a machine wakes up after hours of
 * sleep, the first look comes before what its processes have to say.
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
