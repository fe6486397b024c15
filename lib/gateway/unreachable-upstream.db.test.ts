import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Authority, createAuthority, type Identity } from '#lib/testing/certificates.ts';
import { expectFailure, expectFree, FORGETFUL, IMPATIENT, WAYS } from '#lib/testing/failures.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { type ScriptedUpstream, startScriptedUpstream } from '#lib/testing/scripted-upstream.ts';
import { GREETING_MESSAGE } from '#lib/testing/upstream-answers.ts';
import { answerOf, asksForStream, streamReply, wholeReply } from '#lib/testing/upstream-faults.ts';

const ATTEMPTS = 3;
const OPERATOR_FAULT = { status: 503, code: 'upstream_unavailable', headers: { 'x-should-retry': 'false' } };
const PASSING = { status: 502, code: 'upstream_error', headers: {} };

let authority: Authority;
let stranger: Authority;
let upstream: ScriptedUpstream;
const servers: Server[] = [];

beforeAll(async () => {
  authority = await createAuthority('Known');
  stranger = await createAuthority('Unknown');
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), authority.cert]);
  upstream = await startScriptedUpstream((request) =>
    asksForStream(request) ? streamReply(answerOf('Hi')) : wholeReply(GREETING_MESSAGE),
  );
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => upstream.close());

/** Listens, and counts connections. */
async function listen(server: Server, scheme = 'https'): Promise<{ baseUrl: string; arrivals: () => number }> {
  let arrivals = 0;
  server.on('connection', () => {
    arrivals += 1;
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { baseUrl: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`, arrivals: () => arrivals };
}

/** The scripted upstream behind TLS. */
const behindTls = (identity: Identity, options: tls.TlsOptions = {}) =>
  listen(
    tls.createServer({ ...identity, ...options }, (socket) => {
      socket.on('error', () => {});
      socket.pipe(connect(Number(new URL(upstream.url).port), '127.0.0.1')).pipe(socket);
    }),
  );

/** Answers the client's first bytes, whatever they are, with `answer`. */
const answering = (answer: (socket: Socket) => void) =>
  listen(
    createServer((socket) => {
      socket.on('error', () => {}).once('data', () => answer(socket));
    }),
  );

const FATAL_ALERT = (description: number) => Buffer.from([0x15, 3, 3, 0, 2, 2, description]);
const HANDSHAKE_FAILURE = 40;
const INTERNAL_ERROR = 80;

type Fault = [open: () => Promise<{ baseUrl: string; arrivals: () => number }>, cause: RegExp];

/** Permanent faults. */
const DISTRUST: Record<string, Fault> = {
  'an expired certificate': [async () => behindTls(await authority.issue({ endsInDays: -1 })), /^CERT_HAS_EXPIRED$/],
  'a certificate of an unknown authority': [
    async () => behindTls(await stranger.issue()),
    /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/,
  ],
  'a certificate that it signed itself': [() => behindTls(stranger), /^DEPTH_ZERO_SELF_SIGNED_CERT$/],
  'a certificate for another host': [
    async () => behindTls(await authority.issue({ names: [{ type: 'dns', value: 'elsewhere.example' }] })),
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
  ],
  'an alert: no handshake possible': [
    () => answering((socket) => socket.end(FATAL_ALERT(HANDSHAKE_FAILURE))),
    /^ERR_SSL_.*HANDSHAKE_FAILURE$/,
  ],
  'no TLS at all': [
    () => answering((socket) => socket.end('HTTP/1.1 400 Bad Request\r\nvia: api.anthropic.com\r\n\r\n')),
    /^ERR_SSL_/,
  ],
};

/** Temporary faults. */
const TROUBLE: Record<string, Fault> = {
  'a reset in the handshake': [() => answering((socket) => socket.resetAndDestroy()), /^ECONNRESET$/],
  'an end in the handshake': [() => answering((socket) => socket.end()), /^ECONNRESET$/],
  'an alert: something went wrong there': [
    () => answering((socket) => socket.end(FATAL_ALERT(INTERNAL_ERROR))),
    /^ERR_SSL_.*INTERNAL_ERROR$/,
  ],
};

async function watchLog() {
  const { log } = await import('#lib/log.ts'); // it reads the environment, which the suite sets first
  const warn = vi.spyOn(log, 'warn');
  return {
    /** The codes of the logged causes, with their request ids. */
    causes: () =>
      warn.mock.calls
        .map(([event]) => event as { err?: { code?: string }; requestId?: string })
        .filter(({ err }) => err !== undefined)
        .map(({ err, requestId }) => ({ code: err?.code, requestId })),
    [Symbol.dispose]: () => warn.mockRestore(),
  };
}

const ask = (body: object) => gateway.ask({ secret: customer.secret, body });

describe.each(Object.entries(WAYS))('upstream has, %s,', (_way, body) => {
  const cases = [
    ...Object.entries(DISTRUST).map(([name, fault]) => [name, fault, OPERATOR_FAULT, 1] as const),
    ...Object.entries(TROUBLE).map(([name, fault]) => [name, fault, PASSING, ATTEMPTS] as const),
  ];

  it.each(cases)('%s', async (_name, [open, code], { status, headers, code: told }, attempts) => {
    using logged = await watchLog();
    const { baseUrl, arrivals } = await open();
    gateway.script(() => 'hang', { baseUrl, ...FORGETFUL });
    const answer = await ask(body);
    expect(answer).toMatchObject({ status, headers });
    expectFailure(answer, told);
    expect(answer.text).not.toMatch(/certificate|TLS|SSL|127\.0\.0\.1|ECONN/i);
    expect(arrivals()).toBe(attempts);
    const requestId = answer.headers['x-request-id'];
    expect(logged.causes()).toEqual([{ code: expect.stringMatching(code), requestId }]);
    await expectFree(gateway, customer, 1);
  });

  it('a certificate to be trusted, and answers', async () => {
    const { baseUrl } = await behindTls(await authority.issue());
    gateway.script(() => 'hang', { baseUrl });
    expect(await ask(body)).toMatchObject({ status: 200, error: null });
  });
});

it('upstream stays silent in the handshake: it times out, is retried once, and times out', async () => {
  const { baseUrl } = await answering(() => {});
  gateway.script(() => 'hang', { ...IMPATIENT, baseUrl });
  const answer = await ask(WAYS.whole);
  expect(answer.status).toBe(504);
  expectFailure(answer, 'timeout');
  await expectFree(gateway, customer, 1);
});

it.each([
  ['whose name nobody knows', 'https://upstream.invalid', /^(ENOTFOUND|EAI_AGAIN)$/],
  ['that refuses the connection', 'https://127.0.0.1:9', /^ECONNREFUSED$/],
])('an upstream %s is asked three times, and the operator reads why', async (_name, baseUrl, code) => {
  using logged = await watchLog();
  gateway.script(() => 'hang', { baseUrl, ...FORGETFUL });
  const answer = await ask(WAYS.streamed);
  expect(answer.status).toBe(502);
  expectFailure(answer, 'upstream_error');
  expect(answer.text).not.toMatch(/invalid|127\.0\.0\.1|ECONN|ENOTFOUND/);
  expect(logged.causes()).toEqual([{ code: expect.stringMatching(code), requestId: answer.headers['x-request-id'] }]);
  await expectFree(gateway, customer, 1);
});

it('an untrusted upstream is left alone after five requests, and the operator is alarmed', async () => {
  const { baseUrl, arrivals } = await behindTls(await stranger.issue());
  gateway.script(() => 'hang', { baseUrl });
  for (let turn = 0; turn < 6; turn++) expect((await ask(WAYS.whole)).status).toBe(503);
  expect(arrivals()).toBe(5);
  expect(gateway.alarms.at(-1)).toMatchObject({ kind: 'failing', key: 'key #1' });
  await expectFree(gateway, customer, 6);
});
