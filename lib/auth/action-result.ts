import type { ErrorCode } from '#lib/errors.ts';

/** Why an action did not happen. Pages translate the code; `param` names the field at fault. */
export interface ActionFailure<Code = FailureCode> {
  code: Code;
  param?: string;
  retryAfterSeconds?: number;
  /** Of an edit: what its fields hold by now, where somebody else has changed them. */
  current?: Record<string, unknown>;
}

/** The browser's own words: no answer came, or a server of another version answered, which knows no such action. */
type FailureCode = ErrorCode | 'unreachable' | 'outdated';

/** What a server action answers: plain data that crosses to the browser. */
export type ActionResult<T, Code = FailureCode> = { ok: true; data: T } | { ok: false; error: ActionFailure<Code> };
