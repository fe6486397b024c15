import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

export const NODE_OPTIONS = ['--conditions=react-server', '--disable-warning=ExperimentalWarning'];

const LOOK_AGAIN_MS = 50;
const STOP_PATIENCE_MS = 15_000;

/** Starts a script of ours, which ends with us, and returns its first message. */
export async function startScript<News>(
  path: string,
  { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {},
): Promise<{ child: ChildProcess; news: News }> {
  const child = fork(path, args, { execArgv: NODE_OPTIONS, env: { ...process.env, ...env } });
  const news = await new Promise<News>((resolve, reject) => {
    child.once('message', (message) => resolve(message as News));
    child.once('exit', (code) => reject(new Error(`${path} ended with code ${code} before it was ready.`)));
  });
  return { child, news };
}

/** Starts a program that ends with us, and keeps its output, to be shown when it fails. */
export function startProgram(args: string[], options: SpawnOptions): { child: ChildProcess; said(): string } {
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (more: string) => {
      text = (text + more).slice(-4_000);
    });
  }
  return { child, said: () => text.trim() };
}

/** Resolves when `check` is true. @throws when the process ends before, or is stopped after `timeoutMs` */
export async function waitUntil(
  check: () => Promise<boolean>,
  { child, said, timeoutMs }: { child: ChildProcess; said(): string; timeoutMs: number },
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await check())) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stopChild(child);
      throw new Error(`It did not start.\n${said()}`);
    }
    await delay(LOOK_AGAIN_MS);
  }
}

/** Asks the process to end, and kills it when it does not. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
  await exited;
  clearTimeout(insist);
}
