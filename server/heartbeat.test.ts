import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { killWhenHung } from './heartbeat.ts';

const EVERY_MS = 10;
const BEATING = `import { beat } from '${join(import.meta.dirname, 'heartbeat.ts')}';
  beat(${EVERY_MS});
  process.on('message', () => { for (;;); });`;

let child: ChildProcess;
const hangs: string[] = [];
afterEach(() => {
  child.kill('SIGKILL');
  hangs.length = 0;
});

/** Starts a process that sends heartbeats, and hangs after its first message. */
async function startBeating(): Promise<void> {
  child = spawn(process.execPath, ['--input-type=module', '-e', BEATING], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  killWhenHung(child, () => hangs.push('hung'), EVERY_MS);
  await once(child, 'message');
}

it.each([
  ['whose event loop is blocked', (process: ChildProcess) => process.send('hang')],
  ['that the system has stopped', (process: ChildProcess) => process.kill('SIGSTOP')],
])('kills a process %s', async (_, hang) => {
  await startBeating();
  hang(child);
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
  expect(hangs).toEqual(['hung']);
});

it('leaves one alone that beats', async () => {
  await startBeating();
  for (let beats = 0; beats < 50; beats++) await once(child, 'message');
  expect(child.exitCode).toBeNull();
  expect(hangs).toEqual([]);
});
