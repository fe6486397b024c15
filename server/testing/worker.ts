import { createServer } from 'node:http';
import { beat } from '../heartbeat.ts';
import { listenBesideSiblings } from '../port.ts';

/** A small gateway process: it answers with its process id after a random delay. */
const { TEST_PORT, TEST_REUSE_PORT } = process.env;
const server = createServer((_message, response) => {
  setTimeout(() => response.end(String(process.pid)), 5 * Math.random());
});

process.on('message', (message) => {
  if (message === 'drain') process.exit();
  if (message === 'listen') void listen();
});

async function listen(): Promise<void> {
  const reusePort = TEST_REUSE_PORT ? TEST_REUSE_PORT === 'yes' : undefined;
  await listenBesideSiblings(server, { port: Number(TEST_PORT), host: '127.0.0.1', reusePort });
  process.send?.('listening');
}

beat();
process.send?.('prepared');
