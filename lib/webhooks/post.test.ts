import type { LookupAddress } from 'node:dns';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Network, post } from './post.ts';

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server on an address of this machine, and the requests it got. */
async function listen(answer: http.RequestListener, address = '127.0.0.1', port = 0) {
  const seen: { headers: http.IncomingHttpHeaders; body: string }[] = [];
  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    seen.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(port, address, done));
  return { seen, port: (server.address() as AddressInfo).port };
}

const at = (...addresses: string[]): LookupAddress[] => addresses.map((address) => ({ address, family: 4 }));

function networkOf({ resolve, ...others }: Partial<Network> = {}) {
  const asked: string[] = [];
  const network: Network = {
    isAllowed: () => true,
    timeoutMs: 10_000,
    resolve: async (host) => {
      asked.push(host);
      return (await resolve?.(host)) ?? at('127.0.0.1');
    },
    ...others,
  };
  return { network, asked };
}

const sendTo = (url: string, network?: Network) =>
  post({ target: new URL(url), headers: { 'webhook-id': 'msg_1' }, body: '{"é":1}' }, network);

describe('a response', () => {
  it('is told with its status and the first bytes of its text, which the database can hold', async () => {
    const { seen, port } = await listen((_, response) => response.writeHead(202).end(`a\0b${'ü'.repeat(100_000)}`));
    const outcome = await sendTo(`http://127.0.0.1:${port}/hook`);
    expect(outcome).toMatchObject({ status: 202, text: expect.stringMatching(/^a\u{fffd}bü+/u) });
    expect(outcome).toMatchObject({ text: expect.not.stringMatching(/.{1001}/) });
    expect(seen).toEqual([{ headers: expect.objectContaining({ 'webhook-id': 'msg_1' }), body: '{"é":1}' }]);
  });

  it('that redirects is the end of it', async () => {
    const elsewhere = await listen((_, response) => response.end());
    const location = `http://127.0.0.1:${elsewhere.port}/`;
    const { port } = await listen((_, response) => response.writeHead(307, { location }).end());
    expect(await sendTo(`http://127.0.0.1:${port}/`)).toEqual({ status: 307, text: '' });
    expect(elsewhere.seen).toEqual([]);
  });

  it('counts by its status when its body breaks off', async () => {
    const { port } = await listen((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('ok', () => response.destroy());
    });
    expect(await sendTo(`http://127.0.0.1:${port}/`)).toEqual({ status: 200, text: 'ok' });
  });
});

describe('no response', () => {
  it('is a timeout when the server says nothing', async () => {
    const { port } = await listen(() => {});
    const { network } = networkOf({ timeoutMs: 50 });
    expect(await sendTo(`http://127.0.0.1:${port}/`, network)).toEqual({ error: 'timeout' });
  });

  it('is a lost connection, a name that does not exist, or a server that does not speak TLS', async () => {
    const { port } = await listen((request) => request.socket.destroy());
    expect(await sendTo(`http://127.0.0.1:${port}/`)).toEqual({ error: 'connection' });
    const { network } = networkOf({ resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    expect(await sendTo('https://hook.example/', network)).toEqual({ error: 'unknown_host' });
    expect(await sendTo(`https://hook.example:${port}/`, networkOf().network)).toEqual({ error: 'tls' });
  });
});

describe('a name', () => {
  const insideOnly = ['127.0.0.1', '10.0.0.1', '169.254.169.254'];
  it.each(insideOnly)('that stands for %s leads nowhere', async (address) => {
    const inside = await listen((_, response) => response.end('secret'));
    const { isAllowed: _, ...network } = networkOf({ resolve: async () => at(address) }).network;
    const { isPublicAddress } = await import('./target.ts');
    const url = `https://hook.example:${inside.port}/`;
    expect(await sendTo(url, { ...network, isAllowed: isPublicAddress })).toEqual({ error: 'blocked_address' });
    expect(inside.seen).toEqual([]);
  });

  it('that changes its address after it was judged leads to the address that was judged', async () => {
    const answers = [at('127.0.0.2'), at('127.0.0.1')];
    const { network, asked } = networkOf({
      resolve: async () => answers.shift() ?? [],
      isAllowed: (address) => address === '127.0.0.2',
    });
    const judged = await listen((_, response) => response.end('judged'), '127.0.0.2');
    const inside = await listen((_, response) => response.end('inside'), '127.0.0.1', judged.port);
    expect(await sendTo(`http://hook.example:${judged.port}/`, network)).toEqual({ status: 200, text: 'judged' });
    expect(await sendTo(`http://hook.example:${judged.port}/`, network)).toEqual({ error: 'blocked_address' });
    expect(asked).toEqual(['hook.example', 'hook.example']);
    expect(inside.seen).toEqual([]);
  });

  it('that stands for several addresses leads to those on the internet alone', async () => {
    const { network } = networkOf({
      resolve: async () => at('127.0.0.1', '127.0.0.2'),
      isAllowed: (address) => address === '127.0.0.2',
    });
    const allowed = await listen((_, response) => response.end('allowed'), '127.0.0.2');
    await listen((_, response) => response.end('inside'), '127.0.0.1', allowed.port);
    expect(await sendTo(`http://hook.example:${allowed.port}/`, network)).toEqual({ status: 200, text: 'allowed' });
  });
});
