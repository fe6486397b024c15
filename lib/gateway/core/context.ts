import { newId } from '#lib/id.ts';
import { splitTags } from '#lib/usage/tags.ts';

/** One request to the API as it is known from its first byte: its name and its clock. */
export interface RequestContext {
  requestId: string;
  startedAt: Date;
  /** What `x-tokenhub-tags` says the request is about, as it was written. */
  tags: string[];
  /** Go with the answer, whatever it will be; each step adds what it knows. */
  headers: Record<string, string>;
  /** Milliseconds since the request arrived, on a clock that never jumps. */
  elapsedMs(): number;
}

/** An answer is for one caller, so nobody may cache it, and no browser may guess that it is something else. */
const ANSWER_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export function openContext(tags = ''): RequestContext {
  const requestId = newId('request');
  const start = performance.now();
  return {
    requestId,
    startedAt: new Date(),
    tags: splitTags(tags),
    headers: { ...ANSWER_HEADERS, 'x-request-id': requestId },
    elapsedMs: () => Math.round(performance.now() - start),
  };
}
