import type { Adjusted } from '#lib/gateway/core/dialect.ts';
import type { Adjustment } from '#lib/gateway/messages/adjustment.ts';
import type { UpstreamFailure } from '#lib/gateway/messages/failure.ts';
import { classifyFailure } from '#lib/gateway/messages/failure-class.ts';
import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { type Obstacle, toBadRequest } from './bad-request.ts';
import { endsInUnthoughtLoop } from './request/conversation.ts';
import { readThinkingWish } from './request/thinking-wish.ts';
import type { ChatRequest } from './schema/request.ts';

/**
 * Returns the request without the part that upstream refused: sampling parameters, or replayed thinking whose signature
 * is no longer accepted. Null when neither caused the refusal.
 */
export function adjust(failure: UpstreamFailure, chat: ChatRequest, sent: MessagesRequest): Adjusted | null {
  const obstacle = findObstacle(failure);
  return obstacle && WITHOUT[obstacle](sent, chat);
}

export function findObstacle(failure: UpstreamFailure): Obstacle | null {
  if (failure.kind !== 'error' || classifyFailure(failure) !== 'bad_request') return null;
  return toBadRequest(failure, { model: '', upstreamModel: '' }).obstacle ?? null;
}

const WITHOUT: Record<Obstacle, (sent: MessagesRequest, chat: ChatRequest) => Adjusted> = {
  sampling: withoutSampling,
  thinking: withoutThinking,
};

function withoutSampling({ temperature, top_p, top_k, ...body }: MessagesRequest): Adjusted {
  const sent = Object.entries({ temperature, top_p, top_k }).filter(([, value]) => value !== undefined);
  return { body, adjustments: sent.map(([param]) => dropped(param, PARAMETER_REASONS.sampling_unsupported)) };
}

function withoutThinking(request: MessagesRequest, chat: ChatRequest): Adjusted {
  const messages = request.messages.map(withoutThoughts).filter(hasContent);
  const replay = dropped('reasoning_details', 'Upstream did not accept the thinking that was sent back.');
  const { thinking, ...rest } = request;
  // Manual thinking cannot go on in a tool loop without its beginning.
  if (thinking?.type !== 'enabled' || !endsInUnthoughtLoop(messages))
    return { body: { ...request, messages }, adjustments: [replay] };
  const wish = dropped(readThinkingWish(chat).param, 'This model cannot think in a tool loop without its thinking.');
  return { body: { ...rest, messages }, adjustments: [replay, wish] };
}

const dropped = (param: string, reason: string): Adjustment => ({ param, action: 'dropped', reason });

const withoutThoughts = (message: MessagesRequest['messages'][number]) => ({
  ...message,
  content: message.content.filter(({ type }) => type !== 'thinking' && type !== 'redacted_thinking'),
});

const hasContent = ({ content }: MessagesRequest['messages'][number]): boolean => content.length > 0;
