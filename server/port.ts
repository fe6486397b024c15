import cluster from 'node:cluster';
import type { Server } from 'node:net';

/** Whether the system shares a port among processes (SO_REUSEPORT), each with a queue that ends with its process. */
const SHARES_PORTS = process.platform === 'linux' || process.platform === 'freebsd';

/**
 * Called by the supervisor before it forks. Without SO_REUSEPORT, all processes accept from one queue, and not in
 * turns, Node's default: a connection that is handed to a process just before it is killed would stay open, and its
 * caller wait for ever.
 */
export const acceptWithoutTurns = (): void => {
  cluster.schedulingPolicy = cluster.SCHED_NONE;
};

/** Called in each of several processes. Resolves once it listens beside its siblings. */
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
