/** `ignored` is for unknown fields, the others for known ones. */
export const ADJUSTMENT_ACTIONS = ['dropped', 'clamped', 'mapped', 'emulated', 'moved', 'added', 'ignored'] as const;

/**
 * A difference between the request as written and as sent, reported in `x-tokenhub-adjusted` as `param=action`
 * and refused with `unsupported_parameter` when the request says `strict_params: true`.
 */
export interface Adjustment {
  /** The customer's field: `temperature`, `max_tokens`, `response_format`; `*` for unnamed fields. */
  param: string;
  action: (typeof ADJUSTMENT_ACTIONS)[number];
  /** An English sentence for the response body: the reason, and the value sent instead. */
  reason: string;
}

/** A thousand adjusted tools would make headers that clients and proxies refuse. */
const MAX_LISTED = 32;

/** Adjustments as header and receipt list them, each `param=action`; `*` stands for those beyond the first 32. */
export function listAdjustments(adjustments: readonly Adjustment[]): string[] {
  const listed = adjustments.slice(0, MAX_LISTED).map(({ param, action }) => `${param}=${action}`);
  return adjustments.length > MAX_LISTED ? [...listed, '*=adjusted'] : listed;
}

/** `x-tokenhub-adjusted: temperature=dropped; …`, or no header when everything was sent as it was written. */
export function toAdjustmentHeader(adjustments: readonly Adjustment[]): Record<string, string> {
  if (adjustments.length === 0) return {};
  return { 'x-tokenhub-adjusted': listAdjustments(adjustments).join('; ') };
}
