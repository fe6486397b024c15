import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { holdPort } from './held-port.ts';
import { findFreePort } from './local-port.ts';

const HOST = '127.0.0.1';

it('holds the port and asks callers to come back, until the server processes take it', async () => {
  const port = await findFreePort();
  const release = await holdPort(port, HOST);
  await expect(holdPort(port, HOST)).rejects.toThrow(`Port ${port} is in use. Stop what uses it, or set PORT.`);
  const reply = await fetch(`http://${HOST}:${port}/api/v1/models`);
  expect(reply.status).toBe(503);
  expect(reply.headers.get('retry-after')).toBe('2');
  expect(await reply.json()).toMatchObject({ error: { code: 'server_busy', type: 'server_error' } });

  await Promise.all([release(), release()]);
  const next = createServer().listen(port, HOST);
  await new Promise((resolve) => next.once('listening', resolve));
  expect((next.address() as AddressInfo).port).toBe(port);
  next.close();
});

it('explains why it cannot listen on a port', async () => {
  await expect(holdPort(3000, '203.0.113.1')).rejects.toThrow(
    'TokenHub cannot listen on 203.0.113.1, port 3000 (EADDRNOTAVAIL). Set HOST or PORT.',
  );
});
