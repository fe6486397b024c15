import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { AppError } from '#lib/errors.ts';
import type { StreamEvent } from '#lib/gateway/messages/events.ts';
import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import { toEventStream } from './event-stream.ts';
import type { ObservedRun, TimedObservation } from './observed-run.ts';

const CHUNK = 'data: {"choices":[]}\n\n';
const BODY: MessagesRequest = { model: 'claude', max_tokens: 1, messages: [] };
const PING: StreamEvent = { type: 'ping' };

/** Creates a run with these response texts and one upstream event before each. */
function runOf(texts: readonly string[], failure?: unknown) {
  const seen: TimedObservation[] = [
    { kind: 'received', text: '{"model":"x"}', atMs: 0 },
    { kind: 'sent', upstream: 'sandbox', body: BODY, adjustments: [], atMs: 1 },
  ];
  const state = { isLeft: false };
  async function* answer() {
    try {
      for (const text of texts) {
        seen.push({ kind: 'events', events: [PING], atMs: 2 });
        yield text;
      }
      if (failure) throw failure;
    } finally {
      state.isLeft = true;
    }
  }
  const run: ObservedRun = {
    requestId: 'req_1',
    takeObservations: () => seen.splice(0),
    texts: Promise.resolve(answer()),
  };
  return { run, state };
}

const streamOf = (run: ObservedRun, more: Partial<Parameters<typeof toEventStream>[0]> = {}) =>
  toEventStream({
    ...{ run, elapsedMs: () => 3, onFailure: () => {} },
    readEnding: async () => ({ receipt: { cost_usd: '0.1' }, balance: nanoUsd(5n) }),
    ...more,
  });

/** Returns the names of the events, in order. */
async function namesOf(events: AsyncIterable<string>): Promise<string[]> {
  let text = '';
  for await (const piece of events) text += piece;
  return [...text.matchAll(/^event: (\w+)$/gm)].map(([, name = '']) => name);
}

describe('the events of a run', () => {
  it('are in order, and end with the receipt', async () => {
    const names = await namesOf(streamOf(runOf([CHUNK, 'data: [DONE]\n\n']).run));
    expect(names).toEqual(['prepared', 'upstream', 'chunk', 'upstream', 'chunk', 'settled', 'end']);
  });

  it('contain the request as received and as sent', async () => {
    const { value } = await streamOf(runOf([]).run).next();
    expect(JSON.parse(String(value).split('data: ')[1] ?? '')).toEqual({
      ...{ requestId: 'req_1', openai: { model: 'x' }, anthropic: BODY, adjustments: [] },
    });
  });

  it('contain no receipt when none is recorded', async () => {
    const names = await namesOf(streamOf(runOf([CHUNK]).run, { readEnding: async () => null }));
    expect(names).toEqual(['prepared', 'upstream', 'chunk', 'end']);
  });

  it('contain errors before and after the first text', async () => {
    const refused = new AppError('overloaded', 'Overloaded.');
    expect(await namesOf(streamOf(runOf([], refused).run))).toEqual(['prepared', 'problem', 'settled', 'end']);
    const late = await namesOf(streamOf(runOf([CHUNK, 'data: {"error":{"message":"Lost."}}\n\n']).run));
    expect(late).toEqual(['prepared', 'upstream', 'chunk', 'upstream', 'chunk', 'problem', 'settled', 'end']);
  });

  it('end the answer even when the client leaves', async () => {
    const { run, state } = runOf([CHUNK, CHUNK]);
    const events = streamOf(run);
    await events.next();
    await events.next();
    await events.return();
    expect(state.isLeft).toBe(true);
  });
});
