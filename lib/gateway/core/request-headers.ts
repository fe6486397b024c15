import { deprecationHeaders } from '#lib/models/lifecycle.ts';
import type { TranslatedRequest } from '../dialects/chat/request/to-messages.ts';
import { listAdjustments } from '../messages/adjustment.ts';
import type { Order } from './prepare.ts';

/** What the customer should know of how the request was understood. */
export const toOrderHeaders = ({ model, call, translated }: Order): Record<string, string> => ({
  ...deprecationHeaders(model, call.startedAt),
  ...toAdjustmentHeader(translated),
});

/** `x-tokenhub-adjusted: temperature=dropped; …`, or no header when everything was sent as it was written. */
export function toAdjustmentHeader({ adjustments }: Pick<TranslatedRequest, 'adjustments'>): Record<string, string> {
  if (adjustments.length === 0) return {};
  return { 'x-tokenhub-adjusted': listAdjustments(adjustments).join('; ') };
}
