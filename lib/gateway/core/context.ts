import { newId } from '#lib/id.ts';

/** One request to the API as it is known from its first byte: its names and its clock. */
export interface Call {
  requestId: string;
  /** The same id as chat completions carry it; either names the receipt. */
  completionId: string;
  startedAt: Date;
  /** OpenAI's `created`, in seconds. */
  created: number;
  /** Go with the answer, whatever it will be; each step adds what it knows. */
  headers: Record<string, string>;
  /** Milliseconds since the request arrived, on a clock that never jumps. */
  elapsedMs(): number;
}

const REQUEST = /^req_/;
const COMPLETION = 'chatcmpl-';

/** An answer is for one caller, so nobody may cache it, and no browser may guess that it is something else. */
const ANSWER_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export function openCall(): Call {
  const requestId = newId('request');
  const startedAt = new Date();
  const start = performance.now();
  return {
    requestId,
    completionId: toCompletionId(requestId),
    startedAt,
    created: Math.floor(startedAt.getTime() / 1_000),
    headers: { ...ANSWER_HEADERS, 'x-request-id': requestId },
    elapsedMs: () => Math.round(performance.now() - start),
  };
}

/** `chatcmpl-…` and `req_…` name the same request. */
export const toRequestId = (id: string): string =>
  id.startsWith(COMPLETION) ? `req_${id.slice(COMPLETION.length)}` : id;

export const toCompletionId = (requestId: string): string => requestId.replace(REQUEST, COMPLETION);
