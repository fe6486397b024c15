import 'server-only';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { servingUnderUs } from './child.ts';
import { type KeptProcess, keepProcess } from './kept-process.ts';

export interface ProgramOptions {
  args: string[];
  env: NodeJS.ProcessEnv;
}

const STOP_TIMEOUT_MS = 5_000;

/** Keeps one of our programs running; it sends `listening` when it is ready. */
export const keepProgram = (name: string, file: string, { args, env: given }: ProgramOptions): KeptProcess =>
  keepProcess({
    name,
    launch: () => {
      const { execArgv, env } = servingUnderUs(given);
      const child = fork(join(import.meta.dirname, file), args, { env, execArgv: [...process.execArgv, ...execArgv] });
      const ready = new Promise<void>((resolve) => {
        child.on('message', (message) => message === 'listening' && resolve());
      });
      return { child, ready };
    },
    leave: (child) => void (child.connected && child.send('stop', () => {})), // it may end at this moment
    leaveTimeoutMs: STOP_TIMEOUT_MS,
  });
