import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '#server/folders.ts';
import { findFreePort } from '#server/local-port.ts';
import { NODE_OPTIONS, startProgram, stopChild, waitUntil } from '../child.ts';
import type { Shot } from '../load/plan.ts';
import { childrenOf } from '../processes.ts';
import { openAiShots, type Target } from './target.ts';

const START_TIMEOUT_MS = 240_000; // the first start builds the portal
const CREDIT_USD = '100000';
const MODEL = 'anthropic/claude-haiku-4-5';
const FREE_WORDS = 2_000;

/** The owner of the live key. */
export const BENCH_USER = { email: 'bench@example.com', password: 'correct horse battery staple' };

type Head = Pick<Shot, 'origin' | 'path' | 'headers'>;

/** TokenHub as `npm start` runs it, with embedded PostgreSQL that syncs to disk and all data in `folder`. */
export async function startTokenHub(
  upstreamUrl: string,
  folder: string,
  more: Record<string, string> = {},
): Promise<Target> {
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = { ...process.env, ...settings(upstreamUrl, folder), ...more, HOST: '127.0.0.1', PORT: String(port) };
  const program = startProgram([...NODE_OPTIONS, join(ROOT, 'server/main.ts')], { cwd: ROOT, env });
  const stop = () => stopChild(program.child);
  try {
    await waitUntil(() => isReady(origin), { ...program, timeoutMs: START_TIMEOUT_MS });
    const { paid, free } = await createKeys(env);
    const processes = findProcesses(program.child.pid as number);
    const shots = openAiShots(headFor(origin, paid), MODEL);
    return { name: 'tokenhub', processes, ...shots, freeStream: toFreeStream(headFor(origin, free)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const headFor = (origin: string, secret: string): Head => ({
  ...{ origin, path: '/api/v1/chat/completions' },
  headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
});

/** The sandbox's text has no marks, so any answer counts as complete. */
const toFreeStream = (head: Head): Shot => ({
  ...head,
  body: JSON.stringify({
    ...{ model: MODEL, max_tokens: 60_000, stream: true },
    messages: [{ role: 'user', content: `sandbox: repeat ${FREE_WORDS}` }],
  }),
  marks: 0,
});

/** An operator's settings, with limits that are checked but never reached. */
const settings = (upstreamUrl: string, folder: string) => ({
  DATA_DIR: folder,
  ANTHROPIC_BASE_URL: upstreamUrl,
  ANTHROPIC_API_KEY: 'bench',
  REQUESTS_PER_MINUTE: '10000000',
  TOKENS_PER_MINUTE: '1000000000',
  CONCURRENT_REQUESTS: '1000000',
  LOG_LEVEL: 'warn',
});

async function isReady(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** Creates a customer with credit and a live key, and one with a test key, by the operator's command line. */
async function createKeys(env: NodeJS.ProcessEnv): Promise<{ paid: string; free: string }> {
  const run = async (...args: string[]) => {
    const command = [...NODE_OPTIONS, join(ROOT, 'cli/tokenhub.ts'), ...args, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
    return JSON.parse(stdout) as { secret: string };
  };
  const [payer, visitor] = [
    ['--email', BENCH_USER.email],
    ['--email', 'free@example.com'],
  ] as const;
  for (const email of [payer, visitor]) await run('user', 'create', ...email, '--password', BENCH_USER.password);
  await run('credit', 'grant', ...payer, '--usd', CREDIT_USD, '--reason', 'benchmark');
  const { secret: paid } = await run('key', 'create', ...payer, '--name', 'bench');
  const { secret: free } = await run('key', 'create', ...visitor, '--name', 'bench', '--test');
  return { paid, free };
}

/** The supervisor's processes by role; the portal counts as the supervisor's own. */
function findProcesses(supervisor: number): Target['processes'] {
  const pids = (pattern: RegExp) =>
    childrenOf(supervisor)
      .filter(({ command }) => pattern.test(command))
      .map(({ pid }) => pid);
  return {
    gateway: pids(/server\/gateway\.ts/),
    database: pids(/postgres\/keeper\.ts/),
    'free work': pids(/server\/free-gateway\.ts/),
    'supervisor and portal': [supervisor],
  };
}
