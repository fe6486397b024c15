import { expect } from 'vitest';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';

/** A request as a test writes it; what is absent makes it an honest chat completion. */
export interface Question {
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

/** An answer as a customer's client sees it, read to its end. */
export interface Answer {
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

export function toRequest(question: Question): GatewayRequest {
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

/** Reads a reply to its end. */
export async function readAnswer({ status, headers, body }: GatewayReply): Promise<Answer> {
  let text = '';
  if (typeof body === 'string') text = body;
  else for await (const piece of body ?? []) text += piece;
  return { ...{ status, headers, text }, ...(isStream(headers) ? readStream(text) : readWhole(text)) };
}

const isStream = (headers: Record<string, string>) => headers['content-type']?.startsWith('text/event-stream');

function readWhole(text: string): Pick<Answer, 'json' | 'chunks' | 'isDone' | 'error'> {
  const json = text === '' ? null : JSON.parse(text);
  return { json, chunks: [], isDone: false, error: json?.error ?? null };
}

/** Strict on purpose: an event that is no single `data:` line with JSON would break some client. */
export function readStream(text: string): Pick<Answer, 'json' | 'chunks' | 'isDone' | 'error'> {
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

/** The text of a stream, put together. */
export const contentOf = ({ chunks }: Pick<Answer, 'chunks'>): string =>
  chunks.map((chunk) => chunk.choices?.[0]?.delta?.content ?? '').join('');

/** An amount in USD exactly as written in an answer's body, before JavaScript rounds it. */
export const writtenCost = (text: string): string | null => /"cost":([\d.]+)/.exec(text)?.[1] ?? null;

/** Every failure before the first byte has OpenAI's form, is JSON, and names its request in body and header alike. */
export function expectOpenAIError({ headers, json, text }: Answer): void {
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

/** A refusal with this status and code, for the test to look at further. */
export function expectRefusal(answer: Answer, expected: { status: number; code: string }): Answer {
  expectOpenAIError(answer);
  expect({ status: answer.status, code: answer.error.code }).toEqual(expected);
  return answer;
}
