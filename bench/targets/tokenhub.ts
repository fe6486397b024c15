import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '#server/folders.ts';
import { findFreePort } from '#server/free-port.ts';
import { NODE_OPTIONS, startProgram, stopChild, waitUntil } from '../child.ts';
import { childrenOf } from '../processes.ts';
import { openAiShots } from './shots.ts';
import type { Target } from './target.ts';

const START_TIMEOUT_MS = 240_000; // the first start builds the portal
const CREDIT_USD = '100000';

/** TokenHub as `npm start` runs it: front door, embedded PostgreSQL that syncs to disk, portal beside it; all data in `folder`. */
export async function startTokenHub(upstreamUrl: string, folder: string): Promise<Target> {
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const env = { ...process.env, ...settings(upstreamUrl, folder), HOST: '127.0.0.1', PORT: String(port) };
  const program = startProgram([...NODE_OPTIONS, join(ROOT, 'server/main.ts')], { cwd: ROOT, env });
  const stop = () => stopChild(program.child);
  try {
    await waitUntil(() => isReady(origin), { ...program, timeoutMs: START_TIMEOUT_MS });
    const secret = await createKey(env);
    const head = { origin, path: '/api/v1/chat/completions', headers: { authorization: `Bearer ${secret}` } };
    const processes = findProcesses(program.child.pid as number);
    return { name: 'tokenhub', processes, ...openAiShots(head, 'anthropic/claude-haiku-4-5'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What an operator sets, and limits that nothing here reaches: they are checked all the same. */
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

/** A customer with credit and a live key, made by the operator's command line. */
async function createKey(env: NodeJS.ProcessEnv): Promise<string> {
  const run = async (...args: string[]) => {
    const command = [...NODE_OPTIONS, join(ROOT, 'cli/tokenhub.ts'), ...args, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
    return JSON.parse(stdout) as { secret: string };
  };
  const email = ['--email', 'bench@example.com'];
  await run('user', 'create', ...email, '--password', 'correct horse battery staple');
  await run('credit', 'grant', ...email, '--usd', CREDIT_USD, '--reason', 'benchmark');
  return (await run('key', 'create', ...email, '--name', 'bench')).secret;
}

/** What the supervisor started, by what it does; the portal counts as the supervisor's own. */
function findProcesses(supervisor: number): Target['processes'] {
  const pids = (pattern: RegExp) =>
    childrenOf(supervisor)
      .filter(({ command }) => pattern.test(command))
      .map(({ pid }) => pid);
  return {
    gateway: pids(/server\/gateway\.ts/),
    database: pids(/postgres\/keeper\.ts/),
    'supervisor and portal': [supervisor],
  };
}
