import type { ReadMessage } from './client.ts';

/** An event as the tests read it; the fields are those of its type. */
export interface ParsedEvent {
  type: string;
  index: number;
  message: ReadMessage;
  content_block: Record<string, unknown> & { type: string };
  delta: Record<string, unknown> & { type: string };
  usage: Record<string, unknown>;
  error: { type: string; message: string };
}

/** Reads whole frames and ignores a cut frame at the end. */
export function parseEvents(text: string): ParsedEvent[] {
  return text
    .split(/\r?\n\r?\n/)
    .slice(0, -1)
    .map((frame) => {
      const [, name, json] = /^event: (\S+)\r?\ndata: (.*)$/.exec(frame) ?? [];
      const event = JSON.parse(json ?? 'null') as ParsedEvent;
      if (event.type !== name) throw new Error(`event ${name} carries ${event.type}`);
      return event;
    });
}

const STRING_FIELDS: Record<string, string> = {
  text_delta: 'text',
  thinking_delta: 'thinking',
  signature_delta: 'signature',
};

/** Folds a stream into the whole answer, as a careful client does. */
export function foldEvents(events: readonly ParsedEvent[]): ReadMessage {
  let message: ReadMessage | undefined;
  const json = new Map<number, string>();
  for (const event of events) {
    if (event.type === 'message_start') message = structuredClone(event.message);
    if (!message) throw new Error('no message_start');
    if (event.type === 'content_block_start') message.content[event.index] = { ...event.content_block };
    if (event.type === 'content_block_delta') {
      const block = message.content[event.index] ?? {};
      const field = STRING_FIELDS[event.delta.type];
      if (field) block[field] = `${block[field]}${event.delta[field]}`;
      else json.set(event.index, (json.get(event.index) ?? '') + event.delta.partial_json);
    }
    if (event.type === 'content_block_stop' && json.get(event.index))
      Object.assign(message.content[event.index] ?? {}, { input: JSON.parse(json.get(event.index) ?? '') });
    if (event.type === 'message_delta')
      Object.assign(message, event.delta, { usage: { ...message.usage, ...event.usage } });
  }
  if (!message) throw new Error('no events');
  return message;
}

/** Replaces ids, which are the only random part of an answer. */
export const withoutIds = (text: string): string => text.replaceAll(/(msg|toolu|req)_01[0-9a-f]{22}/g, '$1_id');
