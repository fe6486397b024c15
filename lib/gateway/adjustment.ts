/**
 * One thing we sent upstream otherwise than the customer wrote it, reported in `x-tokenhub-adjusted` as `param=action`
 * and refused with `unsupported_parameter` when the request says `strict_params: true`.
 */
export interface Adjustment {
  /** The customer's field: `temperature`, `max_tokens`, `response_format`. */
  param: string;
  action: 'dropped' | 'clamped' | 'mapped' | 'emulated' | 'moved' | 'added';
  /** One English sentence for the response body: why, and what was sent instead. */
  reason: string;
}
