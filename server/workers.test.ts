import cluster from 'node:cluster';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { findFreePort } from './local-port.ts';
import { callRaw, type Outcome } from './testing/raw-client.ts';
import { startWorkers, type Workers } from './workers.ts';

/** `bench/README.md` describes runs with more rounds. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 5);
const ROUND_TIMEOUT_MS = 10_000;
const CALLERS = 24;
/** Refused callers wait before the next call, so that they do not slow down the restart. */
const PAUSE_MS = 5;
const REQUEST = 'GET / HTTP/1.1\r\nhost: test\r\n\r\n';
const PATIENCE_MS = 5_000;

let workers: Workers | undefined;
afterEach(() => workers?.stop());

async function start(count: number, more: Record<string, string> = {}): Promise<number> {
  const port = await findFreePort();
  workers = startWorkers(count, {
    env: { ...process.env, ...more, TEST_PORT: String(port) },
    drainTimeoutMs: 1_000,
    program: join(import.meta.dirname, 'testing/worker.ts'),
  });
  await workers.ready;
  return port;
}

const call = (port: number) => callRaw(port, { request: REQUEST, patienceMs: PATIENCE_MS });
const pids = () => Object.values(cluster.workers ?? {}).map((worker) => worker?.process.pid as number);

/** Starts callers that call repeatedly, each time on a new connection, until stopped. */
function startCalling(port: number): () => Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let isOn = true;
  const callers = Array.from({ length: CALLERS }, async () => {
    while (isOn) {
      const outcome = await call(port);
      if (outcome.kind === 'answered') outcome.socket.destroy();
      else await delay(PAUSE_MS);
      outcomes.push(outcome);
    }
  });
  return async () => {
    isOn = false;
    await Promise.all(callers);
    return outcomes;
  };
}

/** Kills one of the processes and waits until another one serves instead. */
async function killOne(round: number): Promise<void> {
  const before = pids();
  const victim = before[round % before.length] as number;
  const replaced = new Promise<void>((resolve) => {
    cluster.on('message', function listen(worker, message) {
      if (message !== 'listening' || before.includes(worker.process.pid as number)) return;
      cluster.off('message', listen);
      resolve();
    });
  });
  process.kill(victim, 'SIGKILL');
  await replaced;
}

it.each([
  ['one process', 1, 'yes'],
  ['two processes with a queue each', 2, 'yes'],
  ['two processes with one queue', 2, 'no'],
])(
  'leaves no caller without an answer or an end when processes are killed: %s',
  async (_, count, TEST_REUSE_PORT) => {
    const port = await start(count, { TEST_REUSE_PORT });
    const stop = startCalling(port);
    for (let round = 0; round < ROUNDS; round++) {
      expect(await call(port)).toMatchObject({ kind: 'answered' });
      await killOne(round);
    }
    const outcomes = Map.groupBy(await stop(), ({ kind }) => kind);
    expect(outcomes.get('silent') ?? []).toEqual([]);
    expect(outcomes.get('cut')?.length).toBeGreaterThan(0);
  },
  ROUNDS * ROUND_TIMEOUT_MS,
);

it('shares connections out among its processes', async () => {
  const port = await start(2);
  const outcomes = await Promise.all(Array.from({ length: 200 }, () => call(port)));
  const answers = outcomes.map((outcome) => {
    if (outcome.kind !== 'answered') throw new Error(outcome.kind);
    outcome.socket.destroy();
    return outcome.text.split('\r\n\r\n')[1];
  });
  const shares = [...Map.groupBy(answers, (pid) => pid).values()].map(({ length }) => length);
  expect(shares).toHaveLength(2);
  expect(Math.min(...shares)).toBeGreaterThan(50);
});
