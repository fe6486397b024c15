import type { ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

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
