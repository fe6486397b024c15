import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { log } from '#lib/log.ts';
import { type KeptProcess, keepProcess } from '../kept-process.ts';
import { StartError } from '../start-error.ts';
import type { ClusterOptions } from './cluster.ts';
import type { KeeperNews } from './keeper.ts';

/**
 * Runs a PostgreSQL server that lives exactly as long as this process, or until it is stopped.
 * @param onKeeper called with the id of the keeper process, each time it is started
 */
export const keepCluster = (options: ClusterOptions, onKeeper: (pid: number) => void): KeptProcess =>
  keepProcess({
    name: 'database keeper',
    launch: () => {
      const child = fork(join(import.meta.dirname, 'keeper.ts'), {
        detached: true,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        execArgv: ['--disable-warning=ExperimentalWarning'],
      });
      child.send(options, () => {}); // it may end at this moment
      const ready = becomeReady(child).then(() => {
        onKeeper(child.pid as number);
        child.channel?.unref(); // a finished command ends, and the keeper with it
        child.unref();
      });
      return { child, ready };
    },
    leave: (child) => {
      child.ref();
      if (child.connected) child.disconnect();
    },
  });

function becomeReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (news: KeeperNews) => {
      if (typeof news === 'string') return;
      if ('ready' in news) resolve();
      else if ('ended' in news)
        log.error({ process: 'database', child: news.ended }, 'PostgreSQL ended and is started again');
      else reject(new StartError(news.failure));
    });
  });
}
