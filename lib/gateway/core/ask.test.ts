import { describe, expect, it, vi } from 'vitest';
import { anUpstream, aPrepared, aRequest } from '#lib/testing/requests.ts';
import { UpstreamError, type UpstreamFailure } from '../messages/failure.ts';
import type { MessagesRequest } from '../messages/request.ts';
import { ask } from './ask.ts';
import type { Upstream } from './upstream.ts';

const refusal = (message: string) =>
  new UpstreamError({
    kind: 'error',
    status: 400,
    type: 'invalid_request_error',
    errorCode: null,
    message,
    retryAfterSeconds: null,
  });

const replayed = aRequest({
  model: 'claude-sonnet-4-6',
  reasoning_effort: 'high',
  messages: [
    { role: 'user', content: 'Hi' },
    {
      role: 'assistant',
      content: 'Hello',
      reasoning_details: [{ type: 'reasoning.text', text: 'hm', signature: 'forged' }],
    },
    { role: 'user', content: 'And now?' },
  ],
});

/** Asks an upstream that gives these replies in turn. Returns the bodies it received. */
async function asking(request: ReturnType<typeof aRequest>, ...replies: (UpstreamError | 'answer')[]) {
  const prepared = await aPrepared(request);
  const bodies: MessagesRequest[] = [];
  const send = vi.fn(async (_: Upstream, body: MessagesRequest) => {
    bodies.push(body);
    const reply = replies[bodies.length - 1] ?? replies.at(-1);
    if (reply instanceof UpstreamError) throw reply;
    return { attempts: 1 };
  });
  return { prepared, bodies, answer: ask(prepared, send) };
}

describe('a second call', () => {
  it('goes without sampling when a model turns out to refuse it', async () => {
    const sampled = aRequest({ temperature: 0.5 });
    const said = refusal('`temperature` is deprecated for this model.');
    const { prepared, bodies, answer } = await asking(sampled, said, 'answer');
    await answer;
    const { temperature, ...rest } = bodies[0] as MessagesRequest;
    expect([temperature, bodies[1]]).toEqual([0.5, rest]);
    expect(prepared.context.headers['x-tokenhub-adjusted']).toBe('temperature=dropped');
  });

  it('goes without replayed thinking when upstream rejects its signature', async () => {
    const said = refusal('messages.1.content.0: Invalid `signature` in `thinking` block');
    const { bodies, answer } = await asking(replayed, said, 'answer');
    await answer;
    const types = bodies.map(({ messages }) => messages[1]?.content.map(({ type }) => type));
    expect(types).toEqual([['thinking', 'text'], ['text']]);
  });

  it('is the last, and is not made when the customer must change the request or forbids adjustments', async () => {
    const again = refusal('`temperature` is deprecated for this model.');
    const sampled = await asking(aRequest({ temperature: 0.5 }), again);
    await expect(sampled.answer).rejects.toBe(again);
    const overlong = await asking(aRequest(), refusal('prompt is too long: 5 tokens > 4 maximum'));
    await expect(overlong.answer).rejects.toThrow();
    const strict = await asking(aRequest({ temperature: 0.5, strict_params: true }), again);
    await expect(strict.answer).rejects.toBe(again);
    expect([sampled, overlong, strict].map(({ bodies }) => bodies.length)).toEqual([2, 1, 1]);
  });
});

describe('fail-over', () => {
  const CUT: UpstreamFailure = { kind: 'truncated' };
  const FAILURES: [string, UpstreamFailure, boolean][] = [
    ['no connection', { kind: 'connection', phase: 'before_response' }, true],
    ['no key left', { kind: 'no_capacity' }, true],
    ['an answer cut short', CUT, true],
    ['silence', { kind: 'timeout', phase: 'first_byte' }, true],
    ['all the time used up', { kind: 'timeout', phase: 'total' }, false],
    ['a bad request', refusal('prompt is too long: 5 tokens > 4 maximum').failure, false],
  ];

  it.each(FAILURES)('after %s', async (_, failure, goesOn) => {
    const upstreams = ['first', 'second'].map((name) => anUpstream({ name, modelId: () => `${name}-model` }));
    const prepared = await aPrepared(aRequest(), ...upstreams);
    const send = vi.fn(async (upstream: Upstream, body: MessagesRequest) => {
      if (upstream.name === 'first') throw new UpstreamError(failure);
      return { attempts: 1, model: body.model };
    });
    const answer = await ask(prepared, send).catch((error) => error);
    if (goesOn) expect(answer).toEqual({ attempts: 2, model: 'second-model' });
    else expect(answer).toMatchObject({ failure });
    expect(prepared.upstream.name).toBe(goesOn ? 'second' : 'first');
  });

  it('ends with the last candidate’s own failure, and does not start after errors that are not upstream’s', async () => {
    const prepared = await aPrepared(aRequest(), anUpstream(), anUpstream());
    const bug = new TypeError('x is not a function');
    const send = vi.fn().mockRejectedValue(bug);
    await expect(ask(prepared, send)).rejects.toBe(bug);
    expect(send).toHaveBeenCalledOnce();
    const last = new UpstreamError(CUT);
    send
      .mockReset()
      .mockRejectedValueOnce(new UpstreamError({ kind: 'no_capacity' }))
      .mockRejectedValueOnce(last);
    await expect(ask(await aPrepared(aRequest(), anUpstream(), anUpstream()), send)).rejects.toBe(last);
  });
});
