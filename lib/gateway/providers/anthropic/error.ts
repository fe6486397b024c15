import { errorBodySchema, UpstreamError } from '#lib/gateway/messages/failure.ts';
import type { ErrorAnswer } from '../call-error.ts';

/** Converts an error status to a failure. The status decides; the body only adds to it. */
export function toStatusError(answer: ErrorAnswer, wallNowMs: number): UpstreamError {
  const body = errorBodySchema.safeParse(parseJson(answer.body)).data;
  return new UpstreamError({
    kind: 'error',
    status: answer.status,
    type: body?.error.type ?? null,
    errorCode: body?.error.details?.error_code ?? null,
    message: body?.error.message ?? '',
    retryAfterSeconds: parseRetryAfter(answer.retryAfter, wallNowMs),
  });
}

/** Seconds from now, rounded up, for both forms of the header: `12` and an HTTP date. */
export function parseRetryAfter(header: string | undefined, wallNowMs: number): number | null {
  if (header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.ceil(seconds) : null;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - wallNowMs) / 1000));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
