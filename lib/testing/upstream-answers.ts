import type { MessagesRequest } from '#lib/gateway/messages/request.ts';

/** Anthropic's wire format in small, for tests of its readers: padded `data:` lines, a ping, four-byte characters. */
const event = (data: { type: string } & Record<string, unknown>): string => {
  const json = JSON.stringify(data);
  return `event: ${data.type}\ndata: ${json.slice(0, -1)}   }\n\n`;
};

const USAGE = { input_tokens: 9, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 };

export const streamEvents = {
  start: event({
    type: 'message_start',
    message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-haiku-4-5', content: [], usage: USAGE },
  }),
  ping: event({ type: 'ping' }),
  blockStart: event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
  text: (text: string) => event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  blockStop: event({ type: 'content_block_stop', index: 0 }),
  delta: event({
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: 4 },
  }),
  stop: event({ type: 'message_stop' }),
  error: (type: string) => event({ type: 'error', error: { type, message: 'Overloaded' } }),
};

const { start, ping, blockStart, text, blockStop, delta, stop } = streamEvents;

/** A complete answer that says `Grüße 👋`. */
export const GREETING_EVENTS: readonly string[] = [
  start,
  blockStart,
  ping,
  text('Grüße'),
  text(' 👋'),
  blockStop,
  delta,
  stop,
];
export const GREETING_STREAM: string = GREETING_EVENTS.join('');

export const GREETING_MESSAGE: string = JSON.stringify({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-haiku-4-5',
  content: [{ type: 'text', text: 'Grüße 👋' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 9, output_tokens: 4 },
});

export const errorBody = (type: string, errorCode?: string): string =>
  JSON.stringify({
    type: 'error',
    error: { type, message: 'Not today.', details: errorCode ? { error_code: errorCode } : null },
    request_id: 'req_1',
  });

export const GREETING_REQUEST: MessagesRequest = {
  model: 'claude-haiku-4-5',
  max_tokens: 64,
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hallo' }] }],
};
