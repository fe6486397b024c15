import { itRefuses } from '../testing/refusals.ts';
import { assistant, image, loop, messages, PNG, result, text, use, user } from '../testing/requests.ts';

itRefuses('calls and results', [
  [
    'a foreign id',
    messages(user('Hi'), assistant([use('a.b:0')]), user([result('a.b:0')])),
    "messages.1.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'",
    loop(),
  ],
  [
    'a call without a result',
    messages(user('Hi'), assistant([use('t1'), use('t2')]), user([result('t1')])),
    'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t2.',
    messages(user('Hi'), assistant([use('t1'), use('t2')]), user([result('t2'), result('t1')])),
  ],
  [
    'a result without a call',
    messages(user([result('t9')])),
    'messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: t9.',
    loop(),
  ],
  [
    'two results for one call',
    messages(user('Hi'), assistant([use('t1')]), user([result('t1'), result('t1')])),
    'each tool_use must have a single result',
    loop(),
  ],
  [
    'text before the results',
    messages(user('Hi'), assistant([use('t1')]), user([text('so'), result('t1')])),
    'without `tool_result` blocks immediately after: t1',
    messages(user('Hi'), assistant([use('t1')]), user([result('t1'), text('so')])),
  ],
  [
    'an image between results',
    messages(
      user('Hi'),
      assistant([use('t1'), use('t2')]),
      user([result('t1'), image('image/png', PNG), result('t2')]),
    ),
    'without `tool_result` blocks immediately after: t2',
    messages(
      user('Hi'),
      assistant([use('t1'), use('t2')]),
      user([result('t1'), result('t2'), image('image/png', PNG)]),
    ),
  ],
  [
    'text after a call',
    messages(user('Hi'), assistant([use('t1'), text('so')]), user([result('t1')])),
    'without `tool_result` blocks immediately after: t1',
    messages(user('Hi'), assistant([text('so'), use('t1')]), user([result('t1')])),
  ],
  [
    'one id for two calls',
    messages(user('Hi'), assistant([use('t1')]), user([result('t1')]), assistant([use('t1')]), user([result('t1')])),
    '`tool_use` ids must be unique',
    messages(user('Hi'), assistant([use('t1')]), user([result('t1')]), assistant([use('t2')]), user([result('t2')])),
  ],
  [
    'a result of another call, though two messages of results are read as one',
    messages(user('Hi'), assistant([use('t1')]), user([result('t9')])),
    'without `tool_result` blocks immediately after: t1',
    messages(user('Hi'), assistant([use('t1'), use('t2')]), user([result('t1')]), user([result('t2')])),
  ],
  [
    'an error that says nothing',
    messages(user('Hi'), assistant([use('t1')]), user([result('t1', { is_error: true, content: '' })])),
    'content cannot be empty if `is_error` is true',
    messages(user('Hi'), assistant([use('t1')]), user([result('t1', { content: undefined })])),
  ],
  [
    'arguments that are no object',
    messages(user('Hi'), assistant([{ ...use('t1'), input: '{}' }]), user([result('t1')])),
    'messages.1.content.0.tool_use.input: Input should be a valid dictionary',
    loop(),
  ],
]);
