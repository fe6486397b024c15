import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ROOT } from '#server/folders.ts';
import { callRaw, type Outcome } from '#server/testing/raw-client.ts';
import { NODE_OPTIONS } from '../child.ts';
import type { Shot } from '../load/plan.ts';
import type { Parts } from '../parts.ts';
import { childrenOf } from '../processes.ts';
import { startTokenHub } from '../targets/tokenhub.ts';
import type { Instruments, Row } from './bench.ts';

type Victim = 'gateway' | 'database';

export interface Kills {
  /** Numbers of gateway processes, each measured in turn. */
  workers: readonly number[];
  callers: number;
  /** Processes for `kill -9`, one after the other, with calls between them. */
  victims: readonly Victim[];
  everyMs: number;
}

/** Longer than any caller should wait, to distinguish a lost call from a late answer. */
const PATIENCE_MS = 30_000;
const READY_REQUEST_MS = 5_000;
const PAUSE_MS = 5;
const READY_TIMEOUT_MS = 30_000;
const LOOK_AGAIN_MS = 20;

/**
 * Paid calls, each on a connection of its own, while processes are killed: the number of calls without an answer or the
 * end of their connection, the time until all is ready again, and whether the books are in order afterwards.
 */
export async function measureKills(
  { direct }: Instruments,
  parts: Parts,
  { workers, ...kills }: Kills,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of workers)
    rows.push(await measureOnce(direct.whole.origin, parts.subfolder(`kills-${count}`), count, kills));
  return rows;
}

async function measureOnce(
  upstreamUrl: string,
  folder: string,
  workers: number,
  { callers, victims, everyMs }: Omit<Kills, 'workers'>,
): Promise<Row> {
  const hub = await startTokenHub(upstreamUrl, folder, { GATEWAY_WORKERS: String(workers) });
  const [supervisor = 0] = hub.processes['supervisor and portal'] ?? [];
  const port = Number(new URL(hub.whole.origin).port);
  const calling = startCalling(hub.whole, port, callers);
  const ready: { victim: Victim; ms: number }[] = [];
  for (const victim of victims) {
    await delay(everyMs);
    process.kill(PIDS[victim](supervisor), 'SIGKILL');
    ready.push({ victim, ms: await untilReady(hub.whole.origin, { supervisor, workers }) });
  }
  await delay(everyMs);
  const calls = await calling.stop();
  const count = (kind: Outcome['kind']) => calls.filter(({ outcome }) => outcome.kind === kind).length;
  const slowestReady = (of: Victim) =>
    Math.max(...ready.filter(({ victim }) => victim === of).map(({ ms }) => ms)) / 1_000;
  const faults = await findFaults(folder);
  await hub.stop();
  return {
    target: `tokenhub, ${workers} gateway(s), ${victims.length} kills`,
    figures: {
      ...{ answered: count('answered'), cut: count('cut'), silent: count('silent') },
      'slowest call s': Math.max(...calls.map(({ ms }) => ms)) / 1_000,
      'ready s, gateway': slowestReady('gateway'),
      'ready s, database': slowestReady('database'),
      'ready s, last': (ready.at(-1)?.ms ?? Number.NaN) / 1_000,
      'faults in the books': faults.length,
    },
    failed: count('silent') + faults.length,
    failure: faults[0] ?? null,
  };
}

const PIDS = {
  gateway: (supervisor: number) => findPid(supervisor, /server\/gateway\.ts/),
  database: (supervisor: number) => findPid(findPid(supervisor, /postgres\/keeper\.ts/), /bin\/postgres/),
};

function findPid(parent: number, pattern: RegExp): number {
  const found = childrenOf(parent).find(({ command }) => pattern.test(command));
  if (!found) throw new Error(`Process ${parent} has no child like ${pattern}.`);
  return found.pid;
}

function startCalling({ path, headers, body }: Shot, port: number, callers: number) {
  const head = {
    ...headers,
    host: `127.0.0.1:${port}`,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  const request = `POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
  const calls: { outcome: Outcome; ms: number }[] = [];
  let isOn = true;
  const loops = Array.from({ length: callers }, async () => {
    while (isOn) {
      const start = performance.now();
      const outcome = await callRaw(port, { request, patienceMs: PATIENCE_MS });
      calls.push({ outcome, ms: performance.now() - start });
      if (outcome.kind === 'answered') outcome.socket.destroy();
      else await delay(PAUSE_MS);
    }
  });
  return {
    stop: async () => {
      isOn = false;
      await Promise.all(loops);
      return calls;
    },
  };
}

/** Waits until the database answers and as many gateways run as before. */
async function untilReady(
  origin: string,
  { supervisor, workers }: { supervisor: number; workers: number },
): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < READY_TIMEOUT_MS) {
    const gateways = childrenOf(supervisor).filter(({ command }) => /server\/gateway\.ts/.test(command)).length;
    if (gateways === workers && (await isReady(origin))) return performance.now() - start;
    await delay(LOOK_AGAIN_MS);
  }
  throw new Error('It did not become ready again.');
}

const isReady = (origin: string): Promise<boolean> =>
  fetch(`${origin}/readyz`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(READY_REQUEST_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Faults in the books that the operator's own check finds. */
async function findFaults(folder: string): Promise<string[]> {
  const command = [...NODE_OPTIONS, join(ROOT, 'cli/tokenhub.ts'), 'doctor', '--json'];
  const options = { cwd: ROOT, env: { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'silent' } };
  const { stdout } = await promisify(execFile)(process.execPath, command, options).catch((error) => error);
  const { checks } = JSON.parse(stdout) as { checks: { name: string; ok: boolean; detail?: string }[] };
  // The upstream of a bench has no list of models.
  return checks.filter(({ name, ok }) => !ok && name !== 'upstream').map((check) => JSON.stringify(check));
}
