import { itRefuses } from '../testing/refusals.ts';
import { assistant, image, messages, OPUS_46, OPUS_48, object, PNG, schema, text, user } from '../testing/requests.ts';

itRefuses('content', [
  [
    'an empty text block',
    messages(user([text('')])),
    'messages: text content blocks must be non-empty',
    messages(user([text('x')])),
  ],
  [
    'a blank text',
    messages(user(' \n')),
    'messages: text content blocks must contain non-whitespace text',
    messages(user([text(' '), text('x')])),
  ],
  [
    'an empty system block',
    { system: [text('')] },
    'system: text content blocks must be non-empty',
    { system: [text('x')] },
  ],
  [
    'an empty message',
    messages(user('Hi'), assistant([]), user('Hi')),
    'messages.1: all messages must have non-empty content',
    messages(user('Hi'), user('Hi')),
  ],
  [
    'a prefill that ends blank',
    messages(user('Hi'), assistant('So ')),
    'messages: final assistant content cannot end with trailing whitespace',
    messages(user('Hi'), assistant('So')),
  ],
  [
    'a prefill on 4.6',
    { model: OPUS_46, ...messages(user('Hi'), assistant('So')) },
    'This model does not support assistant message prefill.',
    { model: OPUS_46, ...messages(user('Hi'), assistant('So '), user('on')) },
  ],
  [
    'a prefill of a structured answer',
    { ...schema(object({})), ...messages(user('Hi'), assistant('{')) },
    'Prefilling assistant messages is not supported',
    { ...schema(object({})), ...messages(assistant('Hi'), user('Hi')) },
  ],
  [
    'role system on most models',
    messages(user('Hi'), { role: 'system', content: 'x' }),
    'messages: Unexpected role "system"',
    { model: OPUS_48, ...messages(user('Hi'), { role: 'system', content: 'x' }) },
  ],
  [
    'role system at the beginning',
    { model: OPUS_48, ...messages({ role: 'system', content: 'x' }, user('Hi')) },
    'must directly follow a `user` message',
    { model: OPUS_48, ...messages(user('Hi'), { role: 'system', content: 'x' }, assistant('a'), user('b')) },
  ],
  [
    'an image of the assistant',
    messages(user('Hi'), assistant([image('image/png', PNG)]), user('Hi')),
    'messages.1: `image` blocks can only be in `user` messages',
    messages(user([image('image/png', PNG)])),
  ],
]);
