import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from './folders.ts';
import { StartError } from './start-error.ts';

/** Node options and environment for a child process that ends with this one. */
const endingWithUs = (env: NodeJS.ProcessEnv) => ({
  execArgv: ['--import', join(import.meta.dirname, 'end-with-parent.ts')],
  env: { ...env, TOKENHUB_PARENT: String(process.pid) },
});

/** The same for a server process, which also sends heartbeats. */
export const servingUnderUs = (env: NodeJS.ProcessEnv, loadedFirst = 'under-supervisor.ts') => ({
  ...endingWithUs(env),
  execArgv: ['--import', join(import.meta.dirname, loadedFirst)],
});

interface RunOptions {
  env: NodeJS.ProcessEnv;
  /** Stops the process. */
  signal?: AbortSignal | undefined;
}

/** Runs Node without our own options, and ends with us. Its output is shown only when it fails. */
export async function run(command: string[], { env: given, signal }: RunOptions): Promise<void> {
  const { execArgv, env } = endingWithUs(given);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...execArgv, ...command], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env,
    signal,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new StartError(`\`${command.slice(-2).join(' ')}\` failed:\n${output.trim()}`);
}
