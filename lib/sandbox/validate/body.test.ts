import { HAIKU } from '../testing/client.ts';
import { itRefuses } from '../testing/refusals.ts';
import { messages, SONNET_4, text, user } from '../testing/requests.ts';

itRefuses('the body', [
  ['an unknown field', { seed: 1 }, 'seed: Extra inputs are not permitted', { top_k: 1 }],
  [
    'an unknown field in a block',
    messages(user([text('Hi', { name: 'x' })])),
    'messages.0.content.0.text.name: Extra inputs are not permitted',
    messages(user([text('Hi')])),
  ],
  ['no max_tokens', { max_tokens: undefined }, 'max_tokens: Field required', { max_tokens: 0 }],
  [
    'a max_tokens over the limit',
    { max_tokens: 64_001 },
    `max_tokens: 64001 > 64000, which is the maximum allowed number of output tokens for ${HAIKU}`,
    { max_tokens: 64_000 },
  ],
  ['a fraction of a token', { max_tokens: 1.5 }, 'max_tokens: Input should be a valid integer', { max_tokens: 1 }],
  ['messages that are no list', { messages: 'Hi' }, 'messages: Input should be a valid list', messages(user('Hi'))],
  ['no messages', messages(), 'messages: at least one message is required', messages(user('Hi'))],
  [
    'a role nobody has',
    messages({ role: 'tool', content: 'x' }),
    "messages.0.role: Input should be 'user', 'assistant' or 'system'",
    messages(user('x')),
  ],
  [
    'an unknown block',
    messages(user([{ type: 'input_audio' }])),
    "messages.0.content.0: Input tag 'input_audio' found using 'type' does not match any of the expected tags",
    messages(user([text('x')])),
  ],
  [
    'a blank stop sequence',
    { stop_sequences: ['\n'] },
    'stop_sequences: each stop sequence must contain non-whitespace',
    { stop_sequences: ['\nEND'] },
  ],
  [
    'an empty stop sequence',
    { stop_sequences: [''] },
    'stop_sequences: each stop sequence must be non-empty',
    { stop_sequences: [] },
  ],
  [
    'metadata of one’s own',
    { metadata: { session: 'x' } },
    'metadata.session: Extra inputs are not permitted',
    { metadata: { user_id: 'a1b2' } },
  ],
  [
    'an e-mail address for a user',
    { metadata: { user_id: 'ann@example.com' } },
    'user_id appears to contain an email address',
    { metadata: { user_id: 'ann at example' } },
  ],
  [
    'a phone number for a user',
    { metadata: { user_id: '+49 (30) 1234567' } },
    'user_id appears to contain a phone number',
    { metadata: { user_id: '0123456789abcdef'.repeat(4) } },
  ],
  [
    'a tier that is not sold',
    { service_tier: 'flex' },
    "service_tier: Input should be 'auto' or 'standard_only'",
    { service_tier: 'standard_only' },
  ],
  [
    'a prompt that is too long',
    messages(user('four'.repeat(200_000))),
    'prompt is too long: 200004 tokens > 200000 maximum',
    messages(user('four'.repeat(199_000))),
  ],
  [
    'too much together on an old model',
    { model: SONNET_4, max_tokens: 60_000, ...messages(user('four'.repeat(150_000))) },
    'input length and `max_tokens` exceed context limit: 150004 + 60000 > 200000',
    { max_tokens: 60_000, ...messages(user('four'.repeat(150_000))) },
  ],
]);
