import type { ErrorCode } from '#lib/errors.ts';

/** The reason of a failed action. Pages translate the code; `param` names the invalid field. */
export interface ActionFailure<Code = FailureCode> {
  code: Code;
  param?: string;
  retryAfterSeconds?: number;
  /** After an edit conflict: the values of the fields that another user has changed. */
  current?: Record<string, unknown>;
}

/** The browser adds `unreachable` for no answer, and `outdated` when the server's version lacks the action. */
type FailureCode = ErrorCode | 'unreachable' | 'outdated';

/** The result of a server action: plain data that crosses to the browser. */
export type ActionResult<T, Code = FailureCode> = { ok: true; data: T } | { ok: false; error: ActionFailure<Code> };
