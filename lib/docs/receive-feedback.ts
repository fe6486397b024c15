import 'server-only';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import { assertOwnOrigin, currentCaller } from '#lib/auth/caller.ts';
import { limit } from '#lib/auth/limits.ts';
import { attempt } from '#lib/auth/user-action.ts';
import { type ErrorCode, toInvalidValue } from '#lib/errors.ts';
import { parseJson } from '#lib/http/parse-json.ts';
import { readBody } from '#lib/http/read-body.ts';
import { feedbackInput, recordFeedback } from './feedback.ts';

/** Six bytes for each of 500 characters, plus the other fields. */
const BODY_LIMITS = { maxBytes: 4_096, timeoutMs: 10_000 };

/** Receives feedback from any reader. The sender's address counts against a rate limit and is not stored. */
export async function receiveFeedback(body: AsyncIterable<Uint8Array>): Promise<ActionFailure<ErrorCode> | null> {
  const result = await attempt(async () => {
    await assertOwnOrigin();
    await limit('feedback:address', (await currentCaller()).ip);
    const parsed = feedbackInput.safeParse(parseJson(await readBody(body, BODY_LIMITS)).value);
    if (!parsed.success) throw toInvalidValue(parsed.error);
    await recordFeedback(parsed.data);
  });
  return result.ok ? null : result.error;
}
