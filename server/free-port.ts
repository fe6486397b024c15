import { type AddressInfo, createServer } from 'node:net';
import { StartError } from './start-error.ts';

/** A TCP port that nobody uses at this moment. */
export const findFreePort = (host = '127.0.0.1'): Promise<number> => tryPort(0, host);

/** @throws StartError when the port cannot be listened on, which says why */
export async function requireFreePort(port: number, host: string): Promise<void> {
  try {
    await tryPort(port, host);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new StartError(`Port ${port} is in use. Stop what uses it, or set PORT.`, { cause });
    throw new StartError(`TokenHub cannot listen on ${host}, port ${port} (${code}). Set HOST or PORT.`, { cause });
  }
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
