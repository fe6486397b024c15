import { type AddressInfo, createServer } from 'node:net';

/** Ports that this process spoke for: who was given one has not listened yet, so the system may offer it again. */
const spokenFor = new Set<number>();

/** A TCP port that nobody uses at this moment, and that nobody else in this process was given. */
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
