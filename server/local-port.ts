import type { ChildProcess } from 'node:child_process';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Ports that were returned but may not be listened on yet, so that the system may offer them again. */
const spokenFor = new Set<number>();

/** Returns a TCP port that is free now, and that was not returned before in this process. */
export async function findFreePort(host = '127.0.0.1'): Promise<number> {
  const port = await tryPort(0, host);
  if (spokenFor.has(port)) return findFreePort(host);
  spokenFor.add(port);
  return port;
}

function tryPort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => {
      const { port: taken } = probe.address() as AddressInfo;
      probe.close(() => resolve(taken));
    });
  });
}

const LOOK_AGAIN_MS = 50;

/** Whether something on this machine listens on the port. */
export function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (isOpen: boolean) => () => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}

/** Resolves when the process accepts connections; never when it ends before that. */
export async function whenAccepting(port: number, child: ChildProcess): Promise<void> {
  let hasEnded = false;
  child.once('exit', () => {
    hasEnded = true;
  });
  while (!(await canConnect(port))) {
    if (hasEnded) return new Promise(() => {});
    await delay(LOOK_AGAIN_MS);
  }
}
