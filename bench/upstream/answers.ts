import { nowMicros } from './clock.ts';

/** Stands once in every whole answer and once in every streamed piece of text, so that arrived text is counted by one byte. */
const MARK = '~';

const MODEL = 'claude-haiku-4-5';
const usage = (outputTokens: number) => ({
  input_tokens: 120,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  output_tokens: outputTokens,
});
const message = { id: 'msg_01BenchBenchBenchBench', type: 'message', role: 'assistant', model: MODEL };
const SENTENCE = 'The quick brown fox jumps over the lazy dog and tells nobody about it. ';

/** About one kilobyte, as most answers are. */
export const WHOLE_ANSWER: Buffer = Buffer.from(
  JSON.stringify({
    ...message,
    content: [{ type: 'text', text: MARK + SENTENCE.repeat(10) }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: usage(160),
  }),
);

const frame = (data: { type: string } & Record<string, unknown>): string =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;

export const openingFrames: string = [
  frame({
    type: 'message_start',
    message: { ...message, content: [], stop_reason: null, stop_sequence: null, usage: usage(1) },
  }),
  frame({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
  frame({ type: 'ping' }),
].join('');

const textFrame = (text: string): string =>
  frame({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: MARK + text } });

export const deltaFrame: Buffer = Buffer.from(textFrame('four more words, then'));

/** A piece of text that begins with the time at which it is sent. */
export const stampedFrame = (): string => textFrame(`${nowMicros()} more words, then`);

export const closingFrames = (chunks: number): string =>
  [
    frame({ type: 'content_block_stop', index: 0 }),
    frame({
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: usage(4 * chunks),
    }),
    frame({ type: 'message_stop' }),
  ].join('');
