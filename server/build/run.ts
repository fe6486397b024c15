import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endingWithUs } from '../child.ts';
import { ROOT } from '../folders.ts';
import { StartError } from '../start-error.ts';

export interface RunOptions {
  env: NodeJS.ProcessEnv;
  /** Ends it. */
  signal?: AbortSignal | undefined;
}

/** Runs Node without our own options, for no longer than we live. What it says is shown only when it fails. */
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
