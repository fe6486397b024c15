import { type ParsedEvent, parseEvents } from './events.ts';

/** The fields of a message that tests read, whole or folded from a stream. */
export interface ReadMessage {
  id: string;
  model: string;
  content: Record<string, unknown>[];
  stop_reason: string | null;
  stop_sequence: string | null;
  stop_details: unknown;
  usage: Record<string, unknown>;
}

export const HAIKU = 'claude-haiku-4-5-20251001';

export const HEADERS = { 'x-api-key': 'test', 'anthropic-version': '2023-06-01', 'content-type': 'application/json' };

export type Body = Record<string, unknown>;

/** A request that says this; `more` adds or replaces fields. */
export const saying = (content: unknown, more: Body = {}): Body => ({
  model: HAIKU,
  max_tokens: 1_000,
  messages: [{ role: 'user', content }],
  ...more,
});

export const post = (url: string, body: Body | string, path = '/v1/messages'): Promise<Response> =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: HEADERS,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

export async function askWhole(url: string, body: Body): Promise<ReadMessage> {
  const response = await post(url, body);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as ReadMessage;
}

export async function askStream(url: string, body: Body): Promise<ParsedEvent[]> {
  const response = await post(url, { ...body, stream: true });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return parseEvents(await response.text());
}

export const textOf = ({ content }: Pick<ReadMessage, 'content'>): string =>
  content.map((block) => (typeof block.text === 'string' ? block.text : '')).join('');

export async function readError(
  response: Response,
): Promise<{ status: number; type: string; message: string; error_code?: string }> {
  const { error } = (await response.json()) as {
    error: { type: string; message: string; details?: { error_code: string } };
  };
  return { status: response.status, type: error.type, message: error.message, error_code: error.details?.error_code };
}
