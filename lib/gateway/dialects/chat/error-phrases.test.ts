import { expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { AppError } from '#lib/errors.ts';
import type { UpstreamFailure } from '#lib/gateway/messages/failure.ts';
import { toEmptyError, toPaymentError } from '#lib/gateway/payers/payment-error.ts';
import { toErrorBody } from './error.ts';
import { explain } from './testing/explain.ts';
import { assistant, bodyOf, calling, fn, tool, user } from './testing/requests.ts';

/*
 * After an error, agents and libraries decide by phrases whether to shorten the conversation, try again, or stop. These
 * are the phrases they look for, as their sources have them in November 2026.
 */

/** Cline, Roo Code, pi, OpenCode, LangChain (JS), LangChain (Python), Letta, the Vercel AI SDK’s users. */
const OVERFLOW = [
  /context\s*(length|window)/i,
  /\bmaximum\s*context\b/i,
  /prompt is too long/i,
  /prompt is too long.*tokens?\s*>\s*\d+\s*maximum/i,
  /maximum context length is \d+ tokens/i,
  /this model.?s maximum context length is \d+/i,
  /reduce the length of the messages/i,
];
const WITHOUT_NUMBERS = [OVERFLOW[0], OVERFLOW[1], OVERFLOW[2], OVERFLOW[6]] as RegExp[];
/** pi, OpenCode: phrases that sound like an overflow and are none. */
const THROTTLED = /rate limit|too many requests/i;
/** pi: another attempt may succeed. OpenCode’s patterns are among them. */
const RETRYABLE =
  /overloaded|rate.?limit|too many requests|server.?error|internal.?error|connection.?error|timed? out|please retry your request/i;
/** pi: no attempt will succeed, whatever else is said; a price may hold the digits of a status. */
const EXHAUSTED = /available balance|insufficient_quota|quota exceeded|billing/i;

const failure = (status: number | null, type: string, message = 'No.', more: object = {}): UpstreamFailure => ({
  ...{ kind: 'error', status, type, message, errorCode: null, retryAfterSeconds: null },
  ...more,
});
const told = (upstream: UpstreamFailure) => explain(upstream, { model: 'm', upstreamModel: 'm' });
const bad = (message: string) => told(failure(400, 'invalid_request_error', message));
function thrown(fields: object): AppError {
  try {
    bodyOf(fields);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('The request was accepted.');
}
const bodyText = (error: AppError) => JSON.stringify(toErrorBody(error, 'req_1'));

it('an overflow of the context is known by its code and by its words', () => {
  const error = bad('prompt is too long: 208310 tokens > 200000 maximum');
  expect([error.status, error.code]).toEqual([400, 'context_length_exceeded']);
  for (const pattern of OVERFLOW) expect(error.message).toMatch(pattern);
  expect(error.message).not.toMatch(THROTTLED);
  expect(bodyText(error)).toMatch(/"code":"context_length_exceeded"/);
});

it.each([
  'input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000, decrease input length',
  'prompt is too long',
])('so is one that upstream tells otherwise: %s', (message) => {
  const error = bad(message);
  expect(error.code).toBe('context_length_exceeded');
  for (const pattern of WITHOUT_NUMBERS) expect(error.message).toMatch(pattern);
});

it('a request of too many bytes asks for a shorter conversation', () => {
  const error = told(failure(413, 'request_too_large'));
  expect([error.status, error.message]).toEqual([
    413,
    expect.stringMatching(/exceeds the maximum size.*reduce the length of the messages/),
  ]);
});

const PASSING: [string, UpstreamFailure][] = [
  ['overload', failure(529, 'overloaded_error')],
  ['overload inside a stream', failure(null, 'overloaded_error')],
  ['a rate limit', failure(429, 'rate_limit_error', 'x', { retryAfterSeconds: 5 })],
  ['a fault', failure(500, 'api_error')],
  ['a fault inside a stream', failure(null, 'api_error')],
  ['a time-out', failure(504, 'timeout_error')],
  ['a silent stream', { kind: 'timeout', phase: 'idle' }],
  ['a connection that fails', { kind: 'connection', phase: 'before_response' }],
  ['a cut answer', { kind: 'truncated' }],
  ['an answer against the protocol', { kind: 'malformed', what: 'it is not JSON' }],
  ['keys that rest', { kind: 'no_capacity', retryAfterSeconds: 3 }],
];
it.each(PASSING)('a passing failure is tried again, also without a status: %s', (_name, upstream) => {
  const { message } = told(upstream);
  expect(message).toMatch(RETRYABLE);
  expect(message).not.toMatch(EXHAUSTED);
});

it('overload is called by its name', () => {
  expect(told(failure(529, 'overloaded_error')).message).toMatch(/overloaded/i);
  expect(told(failure(429, 'rate_limit_error', 'x', { retryAfterSeconds: 5 })).message).toMatch(/rate.?limit/i);
});

it('missing money stops an agent, whatever digits its amounts have', () => {
  const needed = nanoUsd(15_030_000n); // $0.01503: pi takes 503 for a status
  const credit = { placed: false, reason: 'insufficient_credit', available: nanoUsd(0n) } as const;
  const key = { budgetId: 'bud_1', subject: 'key', subjectId: 'key_1', name: 'CI' } as const;
  const cap = {
    ...key,
    window: 'day',
    cap: nanoUsd(5_000_000_000n),
    used: nanoUsd(4_290_000_000n),
    resetsAt: null,
  } as const;
  const limit = { placed: false, reason: 'cap_reached', caps: [cap] } as const;
  const errors = [credit, limit].flatMap((refusal) => [toPaymentError(refusal, needed), toEmptyError(refusal)]);
  for (const error of errors) {
    expect(error.status).toBe(402);
    expect(error.message).toMatch(EXHAUSTED);
    expect(bodyText(error)).toMatch(/"type":"insufficient_quota"/);
  }
});

it('a failure that only the operator can mend is not tried again', () => {
  for (const status of [401, 402, 403]) expect(told(failure(status, 'x')).message).not.toMatch(RETRYABLE);
});

it('unpaired tool calls are known by OpenAI’s words', () => {
  const tools = [fn('look')];
  const calls = [user('Go'), calling('call_1')];
  const missing = thrown({ messages: [...calls, user('So?')], tools });
  expect(missing.message).toMatch(
    /'tool_calls' must be followed by tool messages responding to each 'tool_call_id'.*call_1/,
  );
  const orphan = thrown({ messages: [user('Go'), tool('call_2')], tools });
  expect(orphan.message).toMatch(/'tool' must be a response to a preceding message with 'tool_calls'/);
  expect(orphan.options.param).toBe('messages[1].tool_call_id');
  for (const { status, message } of [missing, orphan]) {
    expect(status).toBe(400);
    expect(message).toContain('tool_calls'); // LangChain: INVALID_TOOL_RESULTS
  }
  const upstream = bad('messages.2: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1');
  expect(upstream.message).toContain('tool_calls');
});

it('schemas are known by OpenAI’s words', () => {
  const schema = { type: 'object', required: 'a' };
  const response_format = { type: 'json_schema', json_schema: { name: 'a', schema } };
  expect(thrown({ response_format }).message).toMatch(/^Invalid schema for response_format/);
  expect(thrown({ tools: [fn('look', schema)] }).message).toMatch(/^Invalid schema for function 'look'/);
  expect(bad('tools.0.custom.input_schema: JSON schema is invalid.').message).toMatch(/Invalid schema for function/);
});

it('images that are too large are known by Anthropic’s words', () => {
  const url = `data:image/png;base64,${Buffer.from('\x89PNG\r\n', 'latin1').toString('base64')}${'A'.repeat(10 * 1024 * 1024)}`;
  const images = { messages: [user([{ type: 'image_url', image_url: { url } }])] };
  expect(thrown(images).message).toMatch(/image exceeds.*maximum/i);
  const many = failure(400, 'invalid_request_error', 'x', { errorCode: 'image_dimensions_too_large' });
  expect(told(many).message).toMatch(/image dimensions exceed/i);
});

it('a refusal of the model is no error at all, and a prefill it cannot continue says how to go on', () => {
  expect(bad('This model does not support assistant message prefill.').message).toMatch(/end `messages` with a user/);
  expect(bodyOf({ messages: [user('Hi'), assistant('Well')] }, 'claude-opus-4-7').messages.at(-1)?.role).toBe('user');
});
