import { newId } from '#lib/id.ts';
import { SESSION_CAP_HEADER, SESSION_HEADER } from '#lib/usage/session.ts';
import { splitTags } from '#lib/usage/tags.ts';
import type { GatewayRequest } from '../http.ts';

/** One request to the API as it is known from its first byte: its name and its clock. */
export interface RequestContext {
  requestId: string;
  startedAt: Date;
  /** What `x-tokenhub-tags` says the request is about, as it was written. */
  tags: string[];
  /** The raw headers of the session and its cap. */
  session: string | null;
  sessionCap: string | null;
  /** Go with the answer, whatever it will be; each step adds what it knows. */
  headers: Record<string, string>;
  /** Milliseconds since the request arrived, on a clock that never jumps. */
  elapsedMs(): number;
}

/** An answer is for one caller, so nobody may cache it, and no browser may guess that it is something else. */
const ANSWER_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export function openContext(request?: Pick<GatewayRequest, 'header'>): RequestContext {
  const requestId = newId('request');
  const start = performance.now();
  return {
    requestId,
    startedAt: new Date(),
    tags: splitTags(request?.header('x-tokenhub-tags') ?? ''),
    session: request?.header(SESSION_HEADER) ?? null,
    sessionCap: request?.header(SESSION_CAP_HEADER) ?? null,
    headers: { ...ANSWER_HEADERS, 'x-request-id': requestId },
    elapsedMs: () => Math.round(performance.now() - start),
  };
}
