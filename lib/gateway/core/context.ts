import { newId } from '#lib/id.ts';
import { SESSION_CAP_HEADER, SESSION_HEADER } from '#lib/usage/session.ts';
import { splitTags } from '#lib/usage/tags.ts';
import type { GatewayRequest } from '../http.ts';

/** Id, clock and headers of one API request, known from its first byte. */
export interface RequestContext {
  requestId: string;
  startedAt: Date;
  /** Tags from `x-tokenhub-tags`, as written. */
  tags: string[];
  /** The raw headers of the session and its cap. */
  session: string | null;
  sessionCap: string | null;
  /** Headers of the answer, success or failure; each step adds its own. */
  headers: Record<string, string>;
  /** Milliseconds since the request arrived, on a clock that never jumps. */
  elapsedMs(): number;
}

/** An answer is for one caller, so it must not be cached, and browsers must not guess its type. */
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
