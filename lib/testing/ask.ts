import { expect } from 'vitest';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';

/** A test's request; absent fields default to a valid chat completion. */
export interface ApiCall {
  secret?: string | null;
  /** An object is sent as JSON, a text or bytes as they are. */
  body?: object | string | Uint8Array;
  headers?: Record<string, string | undefined>;
  method?: string;
  url?: string;
  clientIp?: string;
  signal?: AbortSignal;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read answers the way a customer's untyped client does
export type Json = any;

/** A complete response as a client sees it. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** The body, when it is JSON. */
  json: Json;
  /** The events of a stream, `[DONE]` excluded. */
  chunks: Json[];
  isDone: boolean;
  /** The error, in the body or as the stream's last event. */
  error: Json;
}

const NEVER = new AbortController().signal;

export function toRequest(question: ApiCall): GatewayRequest {
  const { secret, body = '', method = 'POST', url = '/api/v1/chat/completions', clientIp = '203.0.113.7' } = question;
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const headers: Record<string, string | undefined> = {
    'content-type': 'application/json',
    origin: 'https://page.example',
    'content-length': String(bytes.length),
    ...(secret && { authorization: `Bearer ${secret}` }),
    ...question.headers,
  };
  return {
    ...{ method, url, clientIp, signal: question.signal ?? NEVER },
    header: (name) => headers[name],
    body: (async function* () {
      if (bytes.length > 0) yield bytes;
    })(),
  };
}

export async function readAnswer({ status, headers, body }: GatewayReply): Promise<HttpAnswer> {
  let text = '';
  if (typeof body === 'string') text = body;
  else for await (const piece of body ?? []) text += piece;
  return { ...{ status, headers, text }, ...(isStream(headers) ? readStream(text) : readWhole(text)) };
}

const isStream = (headers: Record<string, string>) => headers['content-type']?.startsWith('text/event-stream');

function readWhole(text: string): Pick<HttpAnswer, 'json' | 'chunks' | 'isDone' | 'error'> {
  const json = text === '' ? null : JSON.parse(text);
  return { json, chunks: [], isDone: false, error: json?.error ?? null };
}

/** Strict: an event that is not a single `data:` line with JSON would break some clients. */
export function readStream(text: string): Pick<HttpAnswer, 'json' | 'chunks' | 'isDone' | 'error'> {
  const events = text.split('\n\n').slice(0, -1);
  const data = events.filter((event) => !event.startsWith(':')).map(toData);
  const isDone = data.at(-1) === '[DONE]';
  const chunks = (isDone ? data.slice(0, -1) : data).map((line) => JSON.parse(line));
  return { json: null, chunks, isDone, error: chunks.find((chunk) => chunk.error)?.error ?? null };
}

function toData(event: string): string {
  const [, line] = /^data: (.*)$/.exec(event) ?? [];
  if (line === undefined) throw new Error(`Not one line of data: ${event}`);
  return line;
}

export const contentOf = ({ chunks }: Pick<HttpAnswer, 'chunks'>): string =>
  chunks.map((chunk) => chunk.choices?.[0]?.delta?.content ?? '').join('');

/** The cost in USD as written in a response body, before JavaScript rounds it. */
export const writtenCost = (text: string): string | null => /"cost":([\d.]+)/.exec(text)?.[1] ?? null;

/** Checks that a failure before the first byte is JSON in OpenAI's form and has its request id in body and header. */
export function expectOpenAIError({ headers, json, text }: HttpAnswer): void {
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(text).not.toMatch(/<html|<!doctype/i);
  expect(Object.keys(json)).toEqual(['error']);
  const { message, type, param, code, doc_url, request_id } = json.error;
  expect(message).toMatch(/\S/);
  expect(type).toMatch(/^(invalid_request|insufficient_quota|permission|rate_limit|server)(_error)?$/);
  expect(typeof param === 'string' || param === null).toBe(true);
  expect(code).toMatch(/^[a-z_]+$/);
  expect(doc_url).toMatch(new RegExp(`/errors/${code}$`));
  expect(request_id).toBe(headers['x-request-id']);
  expect(request_id).toMatch(/^req_/);
  expect(headers['access-control-allow-origin']).toBe('*');
}

/** Checks a refusal's status and code, and returns it for further checks. */
export function expectRefusal(answer: HttpAnswer, expected: { status: number; code: string }): HttpAnswer {
  expectOpenAIError(answer);
  expect({ status: answer.status, code: answer.error.code }).toEqual(expected);
  return answer;
}
