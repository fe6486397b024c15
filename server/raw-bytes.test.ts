import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GatewayRequest } from '#lib/gateway/http.ts';
import { startSandbox } from '#lib/sandbox/server.ts';
import { requireProxySecret } from './portal-guard.ts';
import type { PublicServerOptions } from './public-server.ts';
import { drawCase, drawFrom, type HostileCase } from './testing/hostile-bytes.ts';
import { close, listen, ok, openTestPublicServer, TEST_SECRET } from './testing/public-server.ts';
import { exchangeRaw, runEach } from './testing/raw-client.ts';

const SEED = 20_261_130;
const TOKEN = /[0-9a-f]{12}/g;

const crashes: unknown[] = [];
const onCrash = (error: unknown) => crashes.push(error);
const closers: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  crashes.length = 0;
  process.on('uncaughtException', onCrash).on('unhandledRejection', onCrash);
});

afterEach(async () => {
  for (const closeIt of closers.splice(0)) await closeIt();
  process.off('uncaughtException', onCrash).off('unhandledRejection', onCrash);
});

/** Opens every listener of an installation; the servers behind the public server echo the address that was requested. */
async function openListeners(options: Partial<PublicServerOptions> = {}) {
  /** Requests that reached Next with an address that is not the caller's. */
  const smuggled: unknown[] = [];
  const next = createServer((message, response) => {
    if (message.headers['x-forwarded-for'] !== '127.0.0.1') smuggled.push(message.url);
    answerAsNext(message, response);
  });
  requireProxySecret(next, TEST_SECRET);
  const nextPort = await listen(next);
  const publicServer = await openTestPublicServer(answerAsGateway, {
    portalUrl: `http://127.0.0.1:${nextPort}`,
    ...options,
  });
  const sandbox = await startSandbox();
  closers.push(publicServer.close, sandbox.close, () => close(next));
  return { publicServer: publicServer.port, next: nextPort, sandbox: Number(new URL(sandbox.url).port), smuggled };
}

function answerAsNext(message: IncomingMessage, response: ServerResponse): void {
  const repeat = () => response.end(message.url);
  if (message.method === 'PUT')
    repeat(); // before its body was read
  else message.resume().on('end', repeat);
}

async function answerAsGateway({ method, url, body }: GatewayRequest) {
  if (method !== 'PUT') for await (const _ of body);
  return ok(method === 'POST' ? twice(url) : url);
}

async function* twice(text: string) {
  yield text;
  yield text;
}

describe('for any bytes', () => {
  it('20,000 connections end in an answer or closed, no process ends, and no answer reaches another caller', async () => {
    const { publicServer, next, sandbox, smuggled } = await openListeners();
    const draw = drawFrom(SEED);
    const ports = [publicServer, publicServer, publicServer, next, sandbox];
    const cases = Array.from({ length: 20_000 }, () => ({ ...drawCase(draw), port: draw.from(ports) }));
    const known = new Set(cases.map(({ token }) => token));
    const unanswered: HostileCase[] = [];
    const mixed: HostileCase[] = [];
    let answers = 0;
    await runEach(cases, 400, async (hostile) => {
      const pace = { patienceMs: 150, deadlineMs: 20_000 };
      const { text, isClosed } = await exchangeRaw(hostile.port, hostile.pieces, pace);
      if (!isClosed) unanswered.push(hostile);
      if (text.startsWith('HTTP/1.1 ')) answers += 1;
      if (text.match(TOKEN)?.some((token) => token !== hostile.token && known.has(token))) mixed.push(hostile);
    });
    expect({ crashes, smuggled, unanswered, mixed }).toEqual({ crashes: [], smuggled: [], unanswered: [], mixed: [] });
    expect(answers).toBeGreaterThan(10_000);
  }, 120_000);

  it('a sender that waits for more is answered or left within the time it had', async () => {
    const { publicServer } = await openListeners({ headersTimeoutMs: 100, bodyTimeoutMs: 100 });
    const draw = drawFrom(SEED + 1);
    const cases = Array.from({ length: 400 }, () => drawCase(draw));
    const unanswered: HostileCase[] = [];
    await runEach(cases, 100, async (hostile) => {
      const { text, isClosed } = await exchangeRaw(publicServer, hostile.pieces, { deadlineMs: 15_000 });
      if (text === '' && !isClosed) unanswered.push(hostile);
    });
    expect({ crashes, unanswered }).toEqual({ crashes: [], unanswered: [] });
  }, 120_000);
});
