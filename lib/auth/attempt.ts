import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { EditConflict } from '#lib/edit.ts';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { ActionFailure, ActionResult } from './action-result.ts';

/** Runs an action's work and turns what it throws into an answer. Redirects and not-found pages pass through. */
export async function attempt<T>(work: () => Promise<T>): Promise<ActionResult<T, ErrorCode>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: toActionFailure(error) };
  }
}

/** A bug is logged with its cause and is "internal" outside. */
function toActionFailure(error: unknown): ActionFailure<ErrorCode> {
  if (!(error instanceof AppError)) {
    log.error({ event: 'action_failed', err: error });
    return { code: 'internal' };
  }
  const { param, retryAfterSeconds } = error.options;
  return {
    code: error.code,
    ...(param && { param }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(error instanceof EditConflict && { current: error.current }),
  };
}
