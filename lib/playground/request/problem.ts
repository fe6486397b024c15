import type { ParameterReason } from '#lib/models/parameter-reasons.ts';

/** Why a request cannot be sent as it is. `path` is the field on the API: `tools[0].function.parameters`. */
export interface RequestProblem {
  path: string;
  kind:
    | 'no_messages'
    | 'unknown_model'
    | 'invalid_json'
    | 'invalid_name'
    | 'duplicate_name'
    | 'missing_tool'
    | 'unanswered_call'
    | 'missing_attachment'
    | 'unreadable';
  /** What the model cannot read. */
  reason?: ParameterReason;
}

/** What an import did not take over as it was. */
export interface ImportNote {
  path: string;
  /**
   * - `unknown`: no field of the API.
   * - `no_effect`: a field that no model has anything for.
   * - `unsupported`: a field that the playground cannot show.
   * - `invalid`: a value of another type than the field takes.
   * - `changed`: taken over in a newer form.
   * - `secret`: a key or cookie; it is never kept.
   * - `not_stored`: content that the account does not store.
   */
  kind: 'unknown' | 'no_effect' | 'unsupported' | 'invalid' | 'changed' | 'secret' | 'not_stored';
}
