import { expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { saying } from '../testing/client.ts';
import { itRefuses, refusalOf } from '../testing/refusals.ts';
import {
  budget,
  cached,
  loop,
  messages,
  OPUS_5,
  OPUS_46,
  OPUS_47,
  OPUS_48,
  SONNET_4,
  THOUGHT,
  text,
  thinking,
  user,
} from '../testing/requests.ts';

it('takes the plainest request on every model', () => {
  for (const { upstreamIds } of CATALOG) expect(refusalOf(saying('Hi', { model: upstreamIds.anthropic }))).toBeNull();
});

it.each([null, 7, 'text', []])('refuses a body that is %j', (body) => {
  expect(refusalOf(body)).toBe('Input should be a valid dictionary');
});

it('knows no fields from the prototype', () => {
  expect(refusalOf(saying('Hi', JSON.parse('{"__proto__": {}, "constructor": 1}')))).toMatch(
    /Extra inputs are not permitted/,
  );
  expect(refusalOf(saying([{ type: 'constructor' }]))).toMatch(/does not match any of the expected tags/);
});

itRefuses('cache breakpoints', [
  [
    'a fifth one',
    messages(user(Array.from({ length: 5 }, () => text('x', cached())))),
    'A maximum of 4 blocks with cache_control may be provided. Found 5.',
    messages(user(Array.from({ length: 4 }, () => text('x', cached())))),
  ],
  [
    'four and the automatic one',
    { ...cached(), ...messages(user(Array.from({ length: 4 }, () => text('x', cached())))) },
    'Found 5.',
    { ...cached(), ...messages(user(Array.from({ length: 3 }, () => text('x', cached())))) },
  ],
  [
    'an hour after five minutes',
    { system: [text('x', cached('5m'))], ...messages(user([text('x', cached('1h'))])) },
    "messages.0.content.0.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block",
    { system: [text('x', cached('1h'))], ...messages(user([text('x', cached('5m'))])) },
  ],
  [
    'a lifetime nobody sells',
    { system: [text('x', cached('24h'))] },
    "system.0.cache_control.ttl: Input should be '5m' or '1h'",
    { system: [text('x', cached('1h'))] },
  ],
  [
    'one on a thought',
    loop({ ...THOUGHT, ...cached() }),
    'messages.1.content.0.thinking.cache_control: Extra inputs are not permitted',
    loop(THOUGHT),
  ],
]);

itRefuses('sampling', [
  ['a temperature over 1', { temperature: 1.1 }, 'temperature: range: 0..1', { temperature: 1 }],
  ['a top_p below 0', { top_p: -1 }, 'top_p: range: 0..1', { top_p: 0 }],
  [
    'temperature and top_p on 4.5',
    { temperature: 1, top_p: 1 },
    '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
    { temperature: 1, top_k: 5 },
  ],
  [
    'both on 4.6, while older models take both',
    { model: OPUS_46, temperature: 1, top_p: 1 },
    'cannot both be specified',
    { model: SONNET_4, temperature: 1, top_p: 1 },
  ],
  [
    'a temperature on 4.7',
    { model: OPUS_47, temperature: 1 },
    '`temperature` is deprecated for this model.',
    { model: OPUS_46, temperature: 1 },
  ],
  ['a top_p on 4.8', { model: OPUS_48, top_p: 1 }, '`top_p` is deprecated for this model.', { model: OPUS_48 }],
  ['a top_k on 5', { model: OPUS_5, top_k: 3 }, '`top_k` is deprecated for this model.', { model: OPUS_46, top_k: 3 }],
  [
    'a temperature while thinking',
    { ...budget(1_024), max_tokens: 2_000, temperature: 0.5 },
    '`temperature` may only be set to 1 when thinking is enabled',
    { ...budget(1_024), max_tokens: 2_000, temperature: 1 },
  ],
  [
    'a low top_p while thinking',
    { ...budget(1_024), max_tokens: 2_000, top_p: 0.9 },
    '`top_p` must be greater than or equal to 0.95',
    { ...budget(1_024), max_tokens: 2_000, top_p: 0.95 },
  ],
  [
    'a top_k while thinking',
    { ...budget(1_024), max_tokens: 2_000, top_k: 4 },
    '`top_k` must be unset when thinking is enabled',
    { ...thinking('disabled'), top_k: 4 },
  ],
]);
