import { PROXY_SECRET_HEADER } from '#lib/http/internal-headers.ts';
import { findFreePort } from '#server/local-port.ts';
import { currentBuildFolder } from '../server/build/portal.ts';
import { startPortal } from '../server/portal.ts';
import { drawCase, drawFrom, type HostileCase } from '../server/testing/hostile-bytes.ts';
import { sendRaw } from '../server/testing/public-server.ts';
import { exchangeRaw, runEach } from '../server/testing/raw-client.ts';
import { AUTH_PAGES, PRIVATE_PAGES, PUBLIC_PAGES } from './fixtures/site.ts';
import { expect, test } from './fixtures/test.ts';

const ENDINGS = [
  '',
  '/',
  '.rsc',
  '.html',
  '.png',
  '.json',
  '.php',
  '.txt',
  '.segments/_tree.segment.rsc',
  '/x.y/z',
  '%2F..',
];
const FILES = [
  '/icon.svg',
  '/robots.txt',
  '/nothing.png',
  '/nothing',
  '/_next/x',
  '/_next/image',
  '/_next/data/x/en.json',
];
const OTHERS = [
  '/api',
  '/api/x',
  '/api/v1x',
  '/xx/docs',
  '/dev/mail',
  '/dev/x.html',
  '/en/%2e%2e%2f',
  '/docs-search/x',
  '/og/x',
];

test('every response of the portal has a content security policy that allows only our scripts', async ({ request }) => {
  const pages = [...PUBLIC_PAGES, ...AUTH_PAGES, ...PRIVATE_PAGES].flatMap((path) =>
    ENDINGS.map((ending) => `/de${path}${ending}`),
  );
  let documents = 0;
  for (const path of [...pages, ...FILES, ...OTHERS]) {
    const reply = await request.get(path, { maxRedirects: 0 });
    if (reply.status() === 308) continue; // Next removes a trailing slash with an empty response
    const policy = reply.headers()['content-security-policy'] ?? '';
    expect.soft({ path, policy }).toEqual({ path, policy: expect.stringMatching(/^default-src 'none';/) });
    expect.soft(policy, path).not.toMatch(/script-src [^;]*(?:unsafe|https?:|\*)/);
    if (reply.headers()['content-type']?.includes('html')) documents += 1;
  }
  expect(documents).toBeGreaterThan(100);
});

test('requests without a host and malformed requests get a response, and the process continues', async ({
  request,
}) => {
  const port = Number(process.env.E2E_PORT);
  const upgrade = 'Connection: upgrade\r\nUpgrade: websocket\r\n';
  expect(await sendRaw(port, 'GET / HTTP/1.0\r\n\r\n')).toContain('HTTP/1.1 307 ');
  expect(await sendRaw(port, 'GET /\r\n\r\n')).toContain('HTTP/1.1 400 ');
  expect(await sendRaw(port, `GET /_next/hmr HTTP/1.0\r\n${upgrade}\r\n`)).toContain('HTTP/1.1 404 ');
  expect((await request.get('/readyz')).status()).toBe(200);
});

test('hostile bytes end in a response or a closed connection, and other clients get their own pages', async ({
  request,
}) => {
  const draw = drawFrom(20_261_130);
  const cases = Array.from({ length: 600 }, () => drawCase(draw));
  const unanswered: HostileCase[] = [];
  await runEach(cases, 20, async (hostile) => {
    const pace = { patienceMs: 300, deadlineMs: 60_000 };
    const { isClosed } = await exchangeRaw(Number(process.env.E2E_PORT), hostile.pieces, pace);
    if (!isClosed) unanswered.push(hostile);
    if (Number.parseInt(hostile.token, 16) % 10 > 0) return;
    expect(await (await request.get('/en/docs/quickstart')).text()).toMatch(
      /<link rel="canonical" href="[^"]*\/en\/docs\/quickstart"/,
    );
  });
  expect(unanswered).toEqual([]);
  expect((await request.get('/readyz')).status()).toBe(200);
});

test('path variants of the API reach the gateway, never a copy of it in Next', async ({ request }) => {
  for (const path of ['/api/./v1/models', '//api/v1/models', '/api/%76%31/models', '/en/../api/v1/models'])
    expect(await sendRaw(Number(process.env.E2E_PORT), `GET ${path} HTTP/1.0\r\n\r\n`)).toContain('"object":"list"');
  expect((await request.get('/api%2Fv1/models', { maxRedirects: 0 })).status()).toBe(307);
});

test('stored e-mails are shown to a browser on this machine, and not through a proxy', async ({ request }) => {
  const statusWith = async (headers: Record<string, string>) => (await request.get('/dev/mail', { headers })).status();
  expect(await statusWith({})).toBe(200);
  for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-proto'])
    expect(await statusWith({ [name]: '198.51.100.7', host: '127.0.0.1' }), name).toBe(404);
  expect(await statusWith({ host: 'evil.example', 'x-tokenhub-local': '1' })).toBe(404);
});

test('Next answers only requests from the public server, for every path', async () => {
  const port = await findFreePort();
  const settings = {
    PORTAL_BUILD: currentBuildFolder(),
    TOKENHUB_PORTAL_SECRET: 'secret',
    DATABASE_URL: 'postgresql://x@127.0.0.1:9/x',
    LOG_LEVEL: 'silent',
  };
  const portal = startPortal({ isDev: false, port, env: { ...process.env, ...settings, NODE_ENV: 'production' } });
  await portal.ready;
  const ask = (path: string, secret: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { [PROXY_SECRET_HEADER]: secret } }).then(
      ({ status }) => status,
      () => 'closed',
    );
  for (const path of ['/en', '/icon.svg', '/_next/static/x', '/api/auth/session', '/api/v1/models'])
    expect([path, await ask(path, 'guess')]).toEqual([path, 'closed']);
  expect(await ask('/en/docs', 'secret')).toBe(200);
  expect(await ask('/api/v1/models', 'secret')).toBe(404);
  await portal.stop();
});
