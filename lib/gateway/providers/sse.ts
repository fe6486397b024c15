import { createParser } from 'eventsource-parser';
import { JsonSlice } from '#lib/http/json-slice.ts';
import { type StreamEvent, streamEventSchema } from '../messages/events.ts';
import { malformed } from '../messages/failure.ts';
import { AnnouncedContent } from './announced-content.ts';
import { withRawInput, withRawInputs } from './raw-input.ts';

/** No event comes near this size; a larger one means that the body is no Messages stream. */
const MAX_EVENT_CHARACTERS = 1024 * 1024;

const KNOWN_TYPES: ReadonlySet<unknown> = new Set(streamEventSchema.options.map((option) => option.shape.type.value));

export type ParseEvents = (onEvent: (event: StreamEvent) => void) => EventParser;

export interface EventParser {
  /** Takes bytes cut anywhere. Throws `UpstreamError` (`malformed`) for a body that is no Messages stream. */
  feed(chunk: Uint8Array): void;
}

/** Server-sent events as Anthropic writes them: bytes in, typed events out, unknown event types dropped. */
export function createEventParser(onEvent: (event: StreamEvent) => void): EventParser {
  // The decoder keeps the bytes of a character that the network cut in two, and swallows a byte order mark.
  const decoder = new TextDecoder();
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARACTERS,
    onEvent: ({ data }) => {
      const event = parseEvent(data);
      if (event) onEvent(event);
    },
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') throw tooLong();
    },
  });
  const toLines = lineEndings();
  let pending = '';
  return {
    feed(chunk) {
      const text = pending + toLines(decoder.decode(chunk, { stream: true }));
      const end = text.lastIndexOf('\n\n') + 2;
      if (text.length - end > MAX_EVENT_CHARACTERS) throw tooLong();
      pending = end === 1 ? text : text.slice(end);
      let at = 0;
      while (at < end - 1) {
        const piece = findTextFrame(text, at);
        if (piece) onEvent(piece);
        const next = piece ? TEXT_FRAME.lastIndex : text.indexOf('\n\n', at) + 2;
        if (!piece) parser.feed(text.slice(at, next));
        at = next;
      }
    },
  };
}

/** Normalises line ends to line feeds, because the parser would wait for more after a carriage return. */
function lineEndings(): (text: string) => string {
  let isAfterReturn = false;
  return (text) => {
    if (text === '' || !(isAfterReturn || text.includes('\r'))) return text;
    const rest = isAfterReturn && text.startsWith('\n') ? text.slice(1) : text;
    isAfterReturn = rest.endsWith('\r');
    return rest.replaceAll(/\r\n?/g, '\n');
  };
}

/** Returns the events of a complete stream. */
export function readEvents(text: string): StreamEvent[] {
  const prefill = new AnnouncedContent();
  const events: StreamEvent[] = [];
  createEventParser((event) => events.push(...prefill.read(event))).feed(Buffer.from(text));
  return events;
}

function parseEvent(data: string): StreamEvent | null {
  if (data.length > MAX_EVENT_CHARACTERS) throw tooLong();
  if (data.trim() === '') return null;
  const json = parseJson(data);
  const event = streamEventSchema.safeParse(json);
  if (event.success) return withWrittenInputs(event.data, data);
  if (isUnknownEvent(json)) return null;
  throw malformed('an event has an unknown form');
}

function withWrittenInputs(event: StreamEvent, data: string): StreamEvent {
  if (event.type === 'message_start') {
    return { ...event, message: withRawInputs(event.message, () => new JsonSlice(data).member('message')) };
  }
  if (event.type !== 'content_block_start' || event.content_block.type !== 'tool_use') return event;
  return { ...event, content_block: withRawInput(event.content_block, new JsonSlice(data).member('content_block')) };
}

const TEXT_FRAME =
  /event: content_block_delta\ndata: \{"type":"content_block_delta","index":(0|[1-9]\d{0,8}),"delta":\{"type":"text_delta","text":"([^"\\\p{Cc}]*)"\}[ \t]*\}\n\n/uy;

/** Nearly all frames are pieces of text in Anthropic's spelling; matching them whole saves a third of the parsing. */
function findTextFrame(text: string, at: number): StreamEvent | null {
  TEXT_FRAME.lastIndex = at;
  const match = TEXT_FRAME.exec(text);
  if (!match) return null;
  if (match[0].length > MAX_EVENT_CHARACTERS) throw tooLong();
  return { type: 'content_block_delta', index: Number(match[1]), delta: { type: 'text_delta', text: match[2] ?? '' } };
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    // The cause is left out: a parser's message quotes the text, which is a customer's answer.
    throw malformed('an event is not JSON');
  }
}

const isUnknownEvent = (json: unknown): boolean =>
  typeof json === 'object' &&
  json !== null &&
  'type' in json &&
  typeof json.type === 'string' &&
  !KNOWN_TYPES.has(json.type);

const tooLong = () => malformed('an event is longer than 1 MB');
