import { parseExactJson } from '#lib/http/exact-json.ts';
import { JsonSlice } from '#lib/http/json-slice.ts';

type Fields = Record<string, unknown>;

/** Fields with schemas in them, and no number of our own. */
const SCHEMA_FIELDS = ['tools', 'functions', 'response_format'] as const;

/**
 * Returns the same body with the numbers of schemas and tool results as they are written. They are the customer's data,
 * and rounding changes an id of nineteen digits. Almost no body has such numbers, and then nothing is parsed again.
 */
export function withExactNumbers(body: unknown, text: string): unknown {
  if (!isFields(body)) return body;
  const fields = SCHEMA_FIELDS.filter((name) => body[name] != null && holdsRoundedNumber(body[name]));
  const hasResults = Array.isArray(body.messages) && body.messages.some(holdsData);
  if (fields.length === 0 && !hasResults) return body;
  const written = new JsonSlice(text);
  const exact = fields.map((name) => [name, parseExactJson(String(written.member(name)))]);
  const messages = hasResults ? exactMessages(body.messages as unknown[], written) : body.messages;
  return { ...body, ...Object.fromEntries(exact), messages };
}

function exactMessages(messages: readonly unknown[], written: JsonSlice): unknown[] {
  const items = written.member('messages')?.items() ?? [];
  return messages.map((message, index) => {
    if (!holdsData(message)) return message;
    const content = String(items[index]?.member('content'));
    return { ...message, content: typeof message.content === 'number' ? content : parseExactJson(content) };
  });
}

/** A tool's result as a number or an object, where most are texts. */
const holdsData = (message: unknown): message is Fields =>
  isFields(message) && (typeof message.content === 'number' || isFields(message.content));

/** A fraction with at most this many characters is never rounded. */
const SHORT_FRACTION = 16;

/** Whether a parsed value holds a number that JavaScript may have rounded: a large one, or one of many digits. */
export function holdsRoundedNumber(value: unknown): boolean {
  if (typeof value === 'number')
    return Number.isInteger(value)
      ? !Number.isSafeInteger(value)
      : String(value).length > SHORT_FRACTION || !Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsRoundedNumber);
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (typeof member !== 'string' && holdsRoundedNumber(member)) return true;
  }
  return false;
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const isFields = (value: unknown): value is Fields => isObject(value) && !Array.isArray(value);

/** Fields with data of the customer's own: schemas, and results of tools. */
const OPEN: ReadonlySet<string> = new Set(['parameters', 'schema', 'metadata', 'logit_bias']);

/** Fields that clients repeat from an answer, and fields of OpenAI that no model here needs. They have no effect. */
const ECHOED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    messages: 'annotations audio reasoning reasoning_content parsed provider_specific_fields',
    'messages.tool_calls': 'index',
    'messages.tool_calls.function': 'parsed_arguments',
    'messages.content': 'annotations',
    'messages.content.image_url': 'detail',
    'messages.reasoning_details': 'id index summary',
    'messages.thinking_blocks': 'cache_control',
  }).map(([path, names]) => [path, new Set(names.split(' '))]),
);

/**
 * Collects the fields of `written` that the parsed `read` no longer has: `messages.content.cache_controll`. Null counts
 * as absent. Paths omit list indexes, because a thousand parts with one misspelling are one mistake.
 */
export class UnknownFields {
  readonly names = new Set<string>();

  collect(written: unknown, read: unknown, path = ''): void {
    if (written === read || typeof written !== 'object' || typeof read !== 'object' || !written || !read) return;
    if (Array.isArray(written)) {
      if (Array.isArray(read)) for (let at = 0; at < written.length; at++) this.collect(written[at], read[at], path);
      return;
    }
    this.fields(toNestedTool(written) as Fields, read as Fields, path);
  }

  private fields(written: Fields, read: Fields, path: string): void {
    for (const name in written) {
      const member = written[name];
      if (member == null || ECHOED.get(path)?.has(name)) continue;
      const place = path === '' ? name : `${path}.${name}`;
      if (!Object.hasOwn(read, name)) this.names.add(place);
      else if (typeof member === 'object' && !OPEN.has(name)) this.collect(member, read[name], place);
    }
  }
}

/**
 * A tool as the Responses API writes it, and some clients here too, in the form of chat completions:
 * `{type, name, …}` → `{type, function: {name, …}}`. Anything else comes back as it was.
 */
export function toNestedTool(value: unknown): unknown {
  if (!isFlat(value)) return value;
  const { type, cache_control, ...definition } = value;
  return { type, [type]: definition, ...(cache_control !== undefined && { cache_control }) };
}

export const isFlat = (value: unknown): value is Fields & { type: 'function' | 'custom' } =>
  isObject(value) &&
  (value.type === 'function' || value.type === 'custom') &&
  value.name !== undefined &&
  value[value.type] === undefined;
