import type { ErrorCode } from '#lib/errors.ts';

/** Why an action did not happen. Pages translate the code; `param` names the field at fault. */
export interface ActionFailure {
  code: ErrorCode;
  param?: string;
  retryAfterSeconds?: number;
}

/** What a server action answers: plain data that crosses to the browser. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ActionFailure };
