import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#lib/errors.ts';
import type { UpstreamFailure } from '#lib/gateway/messages/failure.ts';
import { scrub } from '#lib/gateway/messages/scrub.ts';
import { findObstacle } from './adjust.ts';
import { encodeStreamError, toErrorReply } from './error.ts';
import { explain } from './testing/explain.ts';

type Reply = Extract<UpstreamFailure, { kind: 'error' }>;

const NAMES = { model: 'anthropic/claude-sonnet-4-6', upstreamModel: 'claude-sonnet-4-6-20260217' };

/** Everything of the operator's that upstream has been seen to name, put into every message below. */
const CANARIES = [
  '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  'req_011CSHoEeqs5C35K2UUqR7Fy',
  'msg_01XFDUDYJgAACzvnptvVoYEL',
  'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude',
  '210987654321',
  'sk-ant-api03-abcDEF_123',
  'https://api.anthropic.com/v1/messages?beta=true',
  'projects/acme-prod-42/locations/us-east5',
  'billing@acme.example',
  'wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ',
  '$1,250.00',
];
const LEAK = `(org: ${CANARIES.join(', ')}, for ${NAMES.upstreamModel})`;

const failed = (status: number | null, type: string | null, message = 'No.', rest: Partial<Reply> = {}): Reply => ({
  kind: 'error',
  status,
  type,
  errorCode: null,
  message: `${message} ${LEAK}`,
  retryAfterSeconds: null,
  ...rest,
});

interface Advice {
  retryAfter?: number;
  shouldRetry?: false;
}

const ROWS: [string, UpstreamFailure, number, ErrorCode, Advice][] = [
  ['bad content', failed(400, 'invalid_request_error', 'messages.1.content: bad'), 400, 'invalid_value', {}],
  [
    'our spend limit as a 400',
    failed(400, 'invalid_request_error', 'You have reached your specified API usage limits.'),
    503,
    'upstream_unavailable',
    { shouldRetry: false },
  ],
  [
    'our balance as a 400',
    failed(400, 'invalid_request_error', 'Your credit balance is too low to access the API.'),
    503,
    'upstream_unavailable',
    { shouldRetry: false },
  ],
  [
    'our organisation on hold',
    failed(400, 'invalid_request_error', 'On hold.', { errorCode: 'organization_on_hold' }),
    503,
    'upstream_unavailable',
    { shouldRetry: false },
  ],
  [
    'our encryption key',
    failed(400, 'invalid_request_error', 'Key.', { errorCode: 'cmek_key_disabled' }),
    503,
    'upstream_unavailable',
    { shouldRetry: false },
  ],
  [
    'a prompt too long',
    failed(400, 'invalid_request_error', 'prompt is too long: 208310 tokens > 200000 maximum'),
    400,
    'context_length_exceeded',
    {},
  ],
  [
    'our key refused (pitfall 98)',
    failed(401, 'authentication_error', 'invalid x-api-key'),
    503,
    'upstream_unavailable',
    { shouldRetry: false },
  ],
  ['our unpaid bill', failed(402, 'billing_error'), 503, 'upstream_unavailable', { shouldRetry: false }],
  ['our missing permission', failed(403, 'permission_error'), 503, 'upstream_unavailable', { shouldRetry: false }],
  [
    'a model that is gone',
    failed(404, 'not_found_error', 'model: claude-sonnet-4-6'),
    503,
    'model_unavailable',
    { shouldRetry: false },
  ],
  [
    'an address that is wrong (pitfall 105)',
    failed(404, 'not_found_error', 'Not found'),
    503,
    'upstream_unavailable',
    { shouldRetry: false },
  ],
  ['a conflict', failed(409, 'conflict_error'), 503, 'upstream_unavailable', { retryAfter: 1 }],
  ['a body too large, as a proxy says it', failed(413, null, '<html>413</html>'), 413, 'request_too_large', {}],
  [
    'our quota',
    failed(429, 'rate_limit_error', 'This request would exceed your organization’s rate limit', {
      retryAfterSeconds: 17,
    }),
    503,
    'upstream_rate_limited',
    { retryAfter: 17 },
  ],
  [
    'our spend cap',
    failed(429, 'rate_limit_error', 'Capped.', { errorCode: 'enforced_spend_limit_reached' }),
    503,
    'upstream_unavailable',
    { shouldRetry: false },
  ],
  [
    'our contract’s cap, though it names a delay',
    failed(429, 'rate_limit_error', 'Capped.', { errorCode: 'contract_spend_limit_reached', retryAfterSeconds: 60 }),
    503,
    'upstream_unavailable',
    { shouldRetry: false },
  ],
  ['a 429 that names no delay', failed(429, 'rate_limit_error'), 503, 'upstream_unavailable', { shouldRetry: false }],
  [
    'too steep a ramp',
    failed(429, 'rate_limit_error', 'Ramp.', { errorCode: 'ramp_limit_exceeded' }),
    503,
    'upstream_rate_limited',
    { retryAfter: 5 },
  ],
  ['a fault upstream', failed(500, 'api_error'), 502, 'upstream_error', {}],
  ['a proxy’s HTML page', failed(502, null, '<html><h1>Bad gateway</h1></html>'), 502, 'upstream_error', {}],
  ['Cloudflare’s 503', failed(503, null), 502, 'upstream_error', {}],
  ['Cloudflare’s 524', failed(524, null), 502, 'upstream_error', {}],
  ['a gateway time-out', failed(504, 'timeout_error'), 504, 'timeout', {}],
  ['a time-out as HTML (pitfall 103)', failed(504, null, '<!doctype html><title>504</title>'), 504, 'timeout', {}],
  ['overload (pitfall 100)', failed(529, 'overloaded_error'), 503, 'overloaded', { retryAfter: 5 }],
  [
    'overload with a delay',
    failed(529, 'overloaded_error', 'x', { retryAfterSeconds: 2 }),
    503,
    'overloaded',
    { retryAfter: 2 },
  ],
  [
    'overload under another status (pitfall 101)',
    failed(500, 'overloaded_error'),
    503,
    'overloaded',
    { retryAfter: 5 },
  ],
  ['overload inside a stream', failed(null, 'overloaded_error'), 503, 'overloaded', { retryAfter: 5 }],
  ['a fault inside a stream', failed(null, 'api_error'), 502, 'upstream_error', {}],
  ['our quota inside a stream', failed(null, 'rate_limit_error'), 503, 'upstream_rate_limited', { retryAfter: 5 }],
  [
    'our key inside a stream',
    failed(null, 'authentication_error'),
    503,
    'upstream_unavailable',
    { shouldRetry: false },
  ],
  ['something new inside a stream', failed(null, 'brand_new_error'), 502, 'upstream_error', {}],
  ['a refused connection', { kind: 'connection', phase: 'before_response' }, 502, 'upstream_error', {}],
  ['a reset answer', { kind: 'connection', phase: 'after_response' }, 502, 'upstream_error', {}],
  ['a cut answer', { kind: 'truncated' }, 502, 'upstream_error', {}],
  ['an answer against the protocol', { kind: 'malformed', what: 'it is not JSON' }, 502, 'upstream_error', {}],
  ['a slow connection', { kind: 'timeout', phase: 'connect' }, 504, 'timeout', {}],
  ['a slow first byte', { kind: 'timeout', phase: 'first_byte' }, 504, 'timeout', {}],
  ['a silent stream', { kind: 'timeout', phase: 'idle' }, 504, 'timeout', {}],
  ['an endless answer', { kind: 'timeout', phase: 'total' }, 504, 'timeout', {}],
  ['no key left', { kind: 'no_capacity' }, 503, 'upstream_unavailable', { shouldRetry: false }],
  ['keys that rest', { kind: 'no_capacity', retryAfterSeconds: 3 }, 503, 'overloaded', { retryAfter: 3 }],
  [
    'keys that were refused, and are tried again soon',
    { kind: 'no_capacity', retryAfterSeconds: 3, isAccountFault: true },
    503,
    'upstream_unavailable',
    { retryAfter: 3 },
  ],
];

it('says why an answer cannot be trusted', () => {
  const { message } = explain({ kind: 'malformed', what: 'another message begins inside it' }, NAMES);
  expect(message).toBe(
    'The model’s API sent an answer that cannot be trusted: another message begins inside it. You were not charged. Please retry your request.',
  );
});

describe.each(ROWS)('%s', (_name, failure, status, code, advice) => {
  const error = explain(failure, NAMES);
  const reply = toErrorReply(error, { requestId: 'req_ours' });

  it(`reaches the customer as ${status} ${code}`, () => {
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body)).toMatchObject({ error: { code, request_id: 'req_ours' } });
  });

  it('says whether and when to retry', () => {
    expect(reply.headers['retry-after']).toBe(advice.retryAfter?.toString());
    expect(reply.headers['x-should-retry']).toBe(advice.shouldRetry?.toString());
  });

  it('contains neither data of the operator’s account nor HTML', () => {
    const text = reply.body + JSON.stringify(reply.headers) + encodeStreamError(error, 'req_ours');
    for (const canary of [...CANARIES, NAMES.upstreamModel, '123456789012', 'acme', '<'])
      expect(text).not.toContain(canary);
  });
});

it('tells clients to stop when only the operator can help (pitfall 99)', () => {
  for (const status of [401, 402, 403, 404])
    expect(explain(failed(status, null), NAMES).options.shouldRetry).toBe(false);
});

describe('a refused request', () => {
  it.each<[string, ErrorCode, string | undefined]>([
    ['prompt is too long: 208310 tokens > 200000 maximum', 'context_length_exceeded', 'messages'],
    [
      'input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000',
      'context_length_exceeded',
      'messages',
    ],
    ['max_tokens: 300000 > 64000, which is the maximum allowed number of output tokens', 'invalid_value', 'max_tokens'],
    ['messages: text content blocks must be non-empty', 'invalid_value', 'messages'],
    ['messages: text content blocks must contain non-whitespace text', 'invalid_value', 'messages'],
    ['This model does not support assistant message prefill.', 'unsupported_value', 'messages'],
    ['`temperature` is deprecated for this model', 'unsupported_value', 'temperature'],
    ['`temperature` and `top_p` cannot both be specified for this model', 'unsupported_value', 'temperature'],
    [
      'messages.2: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1',
      'invalid_value',
      'messages',
    ],
    [
      'messages.3.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_9',
      'invalid_value',
      'messages',
    ],
    ['tools.0.custom.input_schema: JSON schema is invalid', 'invalid_json_schema', 'tools'],
    ['output_config.format.schema: Schema is too complex for compilation', 'invalid_json_schema', 'response_format'],
    [
      'messages.0.content.1.image.source.base64.media_type: image media type is not supported',
      'invalid_image',
      'messages',
    ],
    [
      'messages.0.content.0.image.source.base64: image exceeds 5 MB maximum: 7000000 bytes',
      'invalid_image',
      'messages',
    ],
    ['Could not process image', 'invalid_image', 'messages'],
    ['Unable to download the image.', 'invalid_image', 'messages'],
    ['tool_choice: type "tool" and "any" are not supported for this model', 'unsupported_value', 'tool_choice'],
    [
      "This model does not support effort level 'xhigh'. Supported levels: high, low",
      'unsupported_value',
      'reasoning_effort',
    ],
    ['messages.1.content.0: Invalid `signature` in `thinking` block', 'invalid_value', 'messages'],
    [
      '`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified.',
      'invalid_value',
      'messages',
    ],
    ['metadata.user_id: user_id appears to contain an email address', 'invalid_value', 'user'],
    ['top_p: Input should be less than or equal to 1', 'invalid_value', 'top_p'],
    ['stop_sequences.0: too long', 'invalid_value', 'stop'],
    ['Something that was never seen before', 'invalid_value', undefined],
  ])('%s', (message, code, param) => {
    const error = explain(failed(400, 'invalid_request_error', message), NAMES);
    expect([error.code, error.options.param]).toEqual([code, param]);
    expect(error.message).not.toMatch(/messages\.\d|custom\.input_schema/);
  });

  it('names the numbers of a prompt that is too long', () => {
    const reply = failed(400, 'invalid_request_error', 'prompt is too long: 208310 tokens > 200000 maximum');
    expect(explain(reply, NAMES).message).toBe(
      "This model's maximum context length is 200000 tokens, but the prompt is too long: 208310 tokens > 200000 maximum. Please reduce the length of the messages.",
    );
  });

  it('knows a too large image by its code', () => {
    const reply = failed(400, 'invalid_request_error', 'x', { errorCode: 'image_dimensions_too_large' });
    expect(explain(reply, NAMES).code).toBe('invalid_image');
  });

  it('names the part to leave out in another attempt', () => {
    const obstacle = (message: string) => findObstacle(failed(400, 'invalid_request_error', message));
    expect(obstacle('messages.1.content.0: Invalid `signature` in `thinking` block')).toBe('thinking');
    expect(obstacle('`temperature` is deprecated for this model')).toBe('sampling');
    expect(obstacle('prompt is too long')).toBeNull();
    expect(findObstacle({ kind: 'truncated' })).toBeNull();
  });
});

describe('scrubbed text', () => {
  it('names the model as the customer does', () => {
    expect(scrub('claude-sonnet-4-6-20260217 has no effort', NAMES)).toBe('anthropic/claude-sonnet-4-6 has no effort');
    expect(scrub('claude-x: no', { model: 'anthropic/claude-x', upstreamModel: 'claude-x' })).toBe('claude-x: no');
  });

  it('keeps public text', () => {
    const text = 'tools.3.custom.name: String should match pattern "^[a-zA-Z0-9_-]{1,128}$"';
    expect(scrub(text, NAMES)).toBe(text);
  });

  it('is null for a page or an empty text', () => {
    expect(scrub('<html><body>Bad gateway</body></html>', NAMES)).toBeNull();
    expect(scrub('  ', NAMES)).toBeNull();
  });
});
