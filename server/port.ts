import cluster from 'node:cluster';
import type { Server } from 'node:net';

/** Where the system shares one port out among processes, each with a queue of connections that ends with it. */
const SHARES_PORTS = process.platform === 'linux' || process.platform === 'freebsd';

/**
 * For the supervisor, before it forks: elsewhere than on such systems its processes accept from one queue. Never in turns, as Node
 * would have it: a connection handed to a process that is killed before it takes it stays open, and its caller waits for ever.
 */
export const acceptWithoutTurns = (): void => {
  cluster.schedulingPolicy = cluster.SCHED_NONE;
};

/** For each of several processes. Resolves once it listens beside its siblings. */
export function listenBesideSiblings(
  server: Server,
  { port, host, reusePort = SHARES_PORTS }: { port: number; host: string; reusePort?: boolean | undefined },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, reusePort }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
