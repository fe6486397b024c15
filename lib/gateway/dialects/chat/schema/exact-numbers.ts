import { holdsRoundedNumber, parseExactJson } from '#lib/http/exact-json.ts';
import { JsonSlice } from '#lib/http/json-slice.ts';

type Fields = Record<string, unknown>;

/** Fields with schemas in them, and no number of our own. */
const SCHEMA_FIELDS = ['tools', 'functions', 'response_format'] as const;

/**
 * The same body with the numbers of schemas and tool results as they are written. They are the customer's data, and an id
 * of nineteen digits that arrives rounded is another id. Almost no body has any, and then nothing is read again.
 */
export function withExactNumbers(body: unknown, text: string): unknown {
  if (!isFields(body)) return body;
  const fields = SCHEMA_FIELDS.filter((name) => holdsRoundedNumber(body[name]));
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

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
