import { beforeAll, describe, expect, it, vi } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { aPrincipal } from '#lib/testing/requests.ts';
import { type RecordedRequest, type ScriptedReply, startScriptedUpstream } from '#lib/testing/scripted-upstream.ts';
import { GREETING_MESSAGE, GREETING_STREAM } from '#lib/testing/upstream-answers.ts';
import { NEVER_ABORTED as signal } from '#lib/testing/upstream-bench.ts';
import type { UpstreamAttempt } from '#lib/usage/attempts.ts';
import { createUpstream, type HttpUpstream } from '../providers/upstream.ts';
import { openContext } from './context.ts';
import type { Observation } from './observer.ts';
import type { Outcome } from './outcome.ts';
import type { Payer } from './payer.ts';
import { toy } from './testing/toy-dialect.ts';
import { toyProvider } from './testing/toy-provider.ts';

/*
 * One request, with a dialect and with providers that exist in tests alone: nothing of the core, of the shared transport or
 * of the rules about money knows them.
 */

let runRequest: typeof import('./run-request.ts').runRequest;
let bodyOf: typeof import('../request-body.ts').bodyOf;
let noLimiter: typeof import('../limiters.ts').noLimiter;
beforeAll(async () => {
  vi.stubEnv('APP_SECRET', 'a secret for tests, long enough to be one');
  ({ runRequest } = await import('./run-request.ts'));
  ({ bodyOf } = await import('../request-body.ts'));
  ({ noLimiter } = await import('../limiters.ts'));
});

const TIMEOUTS = { connectMs: 2_000, firstByteMs: 5_000, idleMs: 5_000, totalMs: 20_000 };
const toLines = (stream: string): string =>
  [...stream.matchAll(/^data: (.+)$/gm)].map(([, data]) => `> ${data?.trim()}\n`).join('');
const greeting = ({ path }: RecordedRequest): ScriptedReply => ({
  body: path.endsWith('/stream') ? toLines(GREETING_STREAM) : GREETING_MESSAGE,
});
const DOWN: ScriptedReply = { status: 529, body: '' };
const COST = nanoUsd(7n);

/** A payer that records its settlements and releases. */
function aPayer() {
  const settled: Outcome[] = [];
  const released: Outcome[] = [];
  const refused: unknown[] = [];
  const calls: UpstreamAttempt[] = [];
  const payer: Payer = {
    reserve: async ({ attempts, context }) => ({
      settle: async (outcome) => {
        settled.push(outcome);
        calls.push(...attempts.toRecord(context.elapsedMs()));
        return COST;
      },
      release: async (outcome) => {
        released.push(outcome);
        calls.push(...attempts.toRecord(context.elapsedMs()));
      },
    }),
    recordRefusal: (_, error) => void refused.push(error),
  };
  return { payer, settled, released, refused, calls };
}

/** Runs a request whose first candidate answers by this script, and whose second greets. */
async function run(body: object, first: ScriptedReply | null = null) {
  const server = await startScriptedUpstream((request) =>
    first && request.path.startsWith('/first/') ? first : greeting(request),
  );
  const open = (name: string): HttpUpstream =>
    createUpstream({
      ...{ provider: toyProvider(name), baseUrl: server.url, keys: ['secret'], timeouts: TIMEOUTS, random: () => 0 },
    });
  const candidates = [open('first'), open('second')];
  const books = aPayer();
  const observed: Observation[] = [];
  const incoming = {
    ...{ principal: aPrincipal(), dialect: toy, body: bodyOf(body), payer: books.payer, limiter: noLimiter },
    ...{ route: async () => candidates, observer: (one: Observation) => void observed.push(one) },
  };
  try {
    const reply = await runRequest({ signal }, openContext(), incoming);
    let text = '';
    if (typeof reply.body === 'string') text = reply.body;
    else for await (const piece of reply.body ?? []) text += piece;
    return { ...books, text, observed, requests: server.requests };
  } finally {
    await Promise.all(candidates.map((one) => one.close()));
    await server.close();
  }
}

describe.each([false, true])('a dialect and a provider of their own, streamed %s,', (live) => {
  it('need no line of the core', async () => {
    const { text, requests, settled } = await run({ ask: 'Hello!', live });
    expect(text.replaceAll('\n', '')).toBe(`${'Grüße 👋'.toUpperCase()}. 7`);
    const [request] = requests;
    const path = `/first/toy.claude-haiku-4-5/${live ? 'stream' : 'whole'}`;
    const bytes = Buffer.byteLength(request?.body ?? '');
    expect(request).toMatchObject({ path, headers: { 'x-signature': `secret:${path}:${bytes}` } });
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ dialect: 'messages', max_tokens: 100 });
    expect(settled).toMatchObject([{ outcome: 'completed', finishReason: 'done', provider: 'first', attempts: 1 }]);
  });

  it('are asked in order: after a failure before the first event the next one answers, and the request is billed once', async () => {
    const { text, requests, settled, released, calls } = await run({ ask: 'Hello', live }, DOWN);
    expect(text.replaceAll('\n', '')).toBe('Grüße 👋. 7');
    expect(requests.at(-1)?.path).toMatch(/^\/second\//);
    expect(settled).toMatchObject([{ provider: 'second', attempts: requests.length }]);
    expect(released).toEqual([]);
    expect(
      calls.map(({ provider, reason, failure, statusCode }) => ({ provider, reason, failure, statusCode })),
    ).toEqual([
      { provider: 'first', reason: null, failure: 'overloaded', statusCode: 529 },
      ...Array(requests.length - 2).fill({
        provider: 'first',
        reason: 'retry',
        failure: 'overloaded',
        statusCode: 529,
      }),
      { provider: 'second', reason: 'fail_over', failure: null, statusCode: null },
    ]);
  });

  it('show both sides to an observer', async () => {
    const { text, observed } = await run({ ask: 'Hello', live }, DOWN);
    const kinds = [...new Set(observed.map(({ kind }) => kind))];
    expect(kinds).toEqual(['received', 'sent', live ? 'events' : 'message', 'delivered']);
    const sent = observed.flatMap((one) => (one.kind === 'sent' ? [one.upstream] : []));
    expect(sent).toEqual(['first', 'second']);
    expect(observed.flatMap((one) => (one.kind === 'delivered' ? [one.text] : [])).join('')).toBe(text);
  });
});

it('an answer that has begun is not begun again elsewhere, and costs nothing when it breaks', async () => {
  const begun = toLines(GREETING_STREAM).split('\n').slice(0, 4).join('\n');
  const { text, requests, settled, released, calls } = await run({ ask: 'Hello', live: true }, { body: `${begun}\n` });
  expect(text).toMatch(/^Gr.*\n! AppError: The answer was cut off/s);
  expect(requests.filter(({ path }) => path.startsWith('/second/'))).toEqual([]);
  expect([settled.length, released]).toMatchObject([0, [{ outcome: 'failed', provider: 'first' }]]);
  expect(calls).toMatchObject([{ provider: 'first', answeredMs: expect.any(Number), failure: 'cut' }]);
});

it('a refusal before anything is set aside leaves a record and no bill', async () => {
  const books = aPayer();
  const incoming = {
    ...{ principal: aPrincipal(), dialect: toy, body: bodyOf({}), payer: books.payer, limiter: noLimiter },
    route: async () => [],
  };
  const refusal = await runRequest({ signal }, openContext(), incoming).catch((error) => error);
  expect(refusal).toMatchObject({ code: 'missing_required_parameter' });
  expect(books).toMatchObject({ refused: [refusal], settled: [], released: [] });
});
