import type { ParameterReason } from '#lib/models/parameter-reasons.ts';

/** A reason why a request cannot be sent. `path` is the field on the API: `tools[0].function.parameters`. */
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
  /** The kind of input that the model cannot read. */
  reason?: ParameterReason;
}

/** A part of an import that was left out or changed. */
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
