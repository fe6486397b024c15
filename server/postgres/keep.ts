import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';
import type { ClusterOptions } from './cluster.ts';
import type { KeeperNews } from './keeper.ts';

export interface Keeper {
  pid: number;
  /** Lets go of the server, which stops. Resolves when it is gone. */
  close(): Promise<void>;
}

/** Starts a PostgreSQL server that lives exactly as long as this process, or until it is closed. */
export async function keepCluster(options: ClusterOptions): Promise<Keeper> {
  const child = fork(join(import.meta.dirname, 'keeper.ts'), {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.send(options);
  await becomeReady(child);
  child.channel?.unref(); // a command that is done ends, and the keeper with it
  child.unref();
  return {
    pid: child.pid as number,
    close: () => {
      child.ref();
      if (child.connected) child.disconnect();
      return exited;
    },
  };
}

function becomeReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', (news: KeeperNews) => {
      if ('ready' in news) resolve();
      else reject(new StartError(news.failure));
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The process that keeps the database ended before it was ready.')));
  });
}
