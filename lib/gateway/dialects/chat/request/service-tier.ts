import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import type { ChatRequest } from '../schema/request.ts';
import type { Translation } from './translation.ts';

type Tier = NonNullable<ChatRequest['service_tier']>;

/** `fast` and `priority` never become upstream's fast mode, which has another price. */
const TIERS = {
  auto: 'omitted',
  default: 'standard_only',
  flex: 'dropped',
  scale: 'dropped',
  priority: 'dropped',
  fast: 'dropped',
} satisfies Record<Tier, 'omitted' | 'dropped' | MessagesRequest['service_tier']>;

export function toServiceTier(
  tier: ChatRequest['service_tier'],
  { log }: Translation,
): Pick<MessagesRequest, 'service_tier'> {
  const sent = TIERS[tier ?? 'auto'];
  if (sent === 'dropped') log.note('service_tier', 'dropped', PARAMETER_REASONS.tier_default);
  return sent === 'standard_only' ? { service_tier: sent } : {};
}
