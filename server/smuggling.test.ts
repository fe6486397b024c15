import { Agent, createServer, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { PROXY_SECRET_HEADER } from '#lib/http/internal-headers.ts';
import { close, listen, ok, openTestPublicServer, TEST_SECRET } from './testing/public-server.ts';
import { exchangeRaw, runEach } from './testing/raw-client.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const closeIt of closers.splice(0)) await closeIt();
});

const HIDDEN = 'GET /hidden HTTP/1.1\r\nHost: hub.example\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n';
const CHUNK = `${HIDDEN.length.toString(16)}\r\n${HIDDEN}\r\n`;

const NOMINATED = [
  'content-length',
  'Content-Length',
  'transfer-encoding',
  'TRANSFER-encoding',
  'content-length, transfer-encoding',

  'close, content-length',
  'keep-alive, transfer-encoding',
  ' content-length ,',
  'host',
  'connection',
  'expect',
  'te',
  'upgrade',
  'trailer',
  'x-forwarded-for',
  PROXY_SECRET_HEADER,
  'cookie',
  'content-type',
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
const FRAMINGS: [headers: string, body: string][] = [
  ['', HIDDEN],
  ['', ''],
  [`Content-Length: ${HIDDEN.length}\r\n`, HIDDEN],
  [`content-length: ${HIDDEN.length}\r\nExpect: 100-continue\r\n`, HIDDEN],
  ['Content-Length: 0\r\n', HIDDEN],
  ['Content-Length: 5\r\n', `hello${HIDDEN}`],
  [`Content-Length: ${HIDDEN.length + 40}\r\n`, HIDDEN],
  [`Content-Length: ${HIDDEN.length}\r\nContent-Length: 0\r\n`, HIDDEN],
  [`Content-Length: ${HIDDEN.length}\r\n 0\r\n`, HIDDEN],
  ['Transfer-Encoding: chunked\r\n', `${CHUNK}0\r\n\r\n`],
  ['Transfer-Encoding: chunked\r\n', `0\r\n\r\n${HIDDEN}`],
  ['Transfer-Encoding: chunked\r\n', `${CHUNK.replace('\r\n', ';a="\r\\n"\r\n')}0\r\nContent-Length: 0\r\n\r\n`],
  ['transfer-encoding: chunked\r\nTransfer-Encoding: chunked\r\n', `${CHUNK}0\r\n\r\n`],
  [`Transfer-Encoding: chunked\r\nContent-Length: ${HIDDEN.length}\r\n`, `0\r\n\r\n${HIDDEN}`],
  ['Transfer-Encoding: identity\r\n', HIDDEN],
  ['Transfer-Encoding: gzip, chunked\r\n', `${CHUNK}0\r\n\r\n`],
  ['Transfer-Encoding : chunked\r\n', `${CHUNK}0\r\n\r\n`],
  ['Upgrade: websocket\r\n', HIDDEN],
];
const VERSIONS = ['1.1', '1.0'];

const ATTACKS = NOMINATED.flatMap((named) =>
  METHODS.flatMap((method) =>
    FRAMINGS.flatMap(([headers, body]) =>
      VERSIONS.map(
        (version) =>
          `${method} /attack HTTP/${version}\r\nHost: hub.example\r\nConnection: ${named}\r\n${headers}\r\n${body}`,
      ),
    ),
  ),
);

it('for any framing of a request, Next gets one request, and all callers get their own answers', async () => {
  const smuggled: string[] = [];
  const next = createServer((message, response) => {
    const { [PROXY_SECRET_HEADER]: secret, 'x-forwarded-for': address } = message.headers;
    if (secret !== TEST_SECRET || address !== '127.0.0.1') smuggled.push(`${message.method} ${message.url} ${address}`);
    response.end(`${message.url};`); // at once, so that a body is still to come
  });
  const url = `http://127.0.0.1:${await listen(next)}`;
  const publicServer = await openTestPublicServer(async () => ok('api'), { portalUrl: url });
  closers.push(publicServer.close, () => close(next));

  const agent = new Agent({ keepAlive: true });
  const mixed: string[] = [];
  await runEach(ATTACKS, 100, async (attack) => {
    const visit = `/neighbour/${Math.random()}`;
    const [{ text: answer }, neighbourly] = await Promise.all([
      exchangeRaw(publicServer.port, [attack], { patienceMs: 200, deadlineMs: 20_000 }),
      fetchText(`${publicServer.url}${visit}`, agent),
    ]);
    if (answer.includes('/neighbour') || neighbourly !== `${visit};`)
      mixed.push(`${attack}: ${answer}: ${neighbourly}`);
  });
  agent.destroy();
  expect(2 * ATTACKS.length).toBeGreaterThan(10_000); // attacks, and neighbours' visits
  expect({ smuggled: smuggled.slice(0, 3), mixed: mixed.slice(0, 3) }).toEqual({ smuggled: [], mixed: [] });
}, 120_000);

const fetchText = (url: string, agent: Agent): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response) => text(response).then(resolve, reject)).on('error', reject);
  });
