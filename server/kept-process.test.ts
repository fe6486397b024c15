import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import { type KeptProcess, keepProcess } from './kept-process.ts';

const WORKS = `process.send('ready'); process.on('message', () => process.exit());`;
const DOES_NOT_LEAVE = `process.on('SIGTERM', () => {}); process.send('ready'); setInterval(() => {}, 1_000);`;
const launched: ChildProcess[] = [];
const ready: Promise<unknown>[] = [];
let kept: KeptProcess;
afterEach(async () => {
  await kept.stop();
  launched.length = ready.length = 0;
});

/** Keeps processes that run these scripts in turn, repeating the last one. */
function keep(...scripts: string[]): KeptProcess {
  kept = keepProcess({
    name: 'test',
    launch: () => {
      const script = scripts[Math.min(launched.length, scripts.length - 1)] as string;
      const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      launched.push(child);
      const isReady = once(child, 'message');
      ready.push(isReady);
      return { child, ready: isReady };
    },
    leave: (child) => void child.kill('SIGTERM'),
    leaveTimeoutMs: 200,
  });
  kept.ready.catch(() => {});
  return kept;
}

const nextLaunch = (count: number) => vi.waitFor(() => expect(launched).toHaveLength(count), { timeout: 10_000 });

it('starts another one at once for each that ends, the tenth time as the first', async () => {
  await keep(WORKS).ready;
  for (let count = 1; count <= 10; count++) {
    const endedAt = performance.now();
    launched.at(-1)?.kill('SIGKILL');
    await nextLaunch(count + 1);
    expect(performance.now() - endedAt).toBeLessThan(5_000);
    await ready.at(-1);
  }
});

it('ends the start when the first one cannot start, and starts no other', async () => {
  await expect(keep('process.exit(3)').ready).rejects.toThrow('The test could not start; what it says is above.');
  expect(launched).toHaveLength(1);
});

it('goes on trying when one cannot start later', async () => {
  await keep(WORKS, 'process.exit(3)', 'process.exit(3)', WORKS).ready;
  launched[0]?.kill('SIGKILL');
  await nextLaunch(4);
  await ready[3];
});

it('replaces one without a gap, and keeps the old one where the new one does not start', async () => {
  const makeWay = (child: ChildProcess) => void child.send('make way');
  await keep(WORKS, WORKS, 'process.exit(3)').ready;
  const [old] = launched;
  const gone = once(old as ChildProcess, 'exit');
  await kept.replace(makeWay);
  await gone;
  expect(launched).toHaveLength(2);
  await expect(kept.replace(makeWay)).rejects.toThrow('could not start');
  expect(launched[1]?.exitCode).toBeNull();
});

it('kills a process that does not end when asked', async () => {
  await keep(DOES_NOT_LEAVE).ready;
  await kept.stop();
  expect(launched[0]?.signalCode).toBe('SIGKILL');
  expect(launched).toHaveLength(1);
});

it('takes a process that the system refuses to make for one that ended', async () => {
  kept = keepProcess({
    name: 'test',
    launch: () => ({ child: spawn('/nowhere/at/all'), ready: new Promise(() => {}) }),
    leave: () => {},
    leaveTimeoutMs: 200,
  });
  await expect(kept.ready).rejects.toThrow('could not start');
});
