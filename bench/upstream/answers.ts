/** The requested form of a streamed answer. It is sent in the prompt, which every gateway passes on unchanged. */
export interface StreamScript {
  chunks: number;
  delayMs: number;
}

export const NO_SCRIPT: StreamScript = { chunks: 1, delayMs: 0 };

const OPENING = '[chunks=';
const PATTERN = /^\[chunks=(\d+) delayMs=(\d+)\]/;
const LONGEST = 64;

export const writeScript = ({ chunks, delayMs }: StreamScript): string => `${OPENING}${chunks} delayMs=${delayMs}]`;

export function readScript(body: Buffer): StreamScript | null {
  const start = body.indexOf(OPENING);
  if (start < 0) return null;
  const found = PATTERN.exec(body.toString('latin1', start, start + LONGEST));
  return found && { chunks: Number(found[1]), delayMs: Number(found[2]) };
}

/** Occurs once in every whole answer and once in every streamed piece, so that arrived text is counted by one byte. */
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

/** A piece of text that begins with the time of sending. */
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

/** Microseconds on a clock that all processes of this machine share. */
export const nowMicros = (): number => Math.round(Number(process.hrtime.bigint()) / 1_000);
