import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import type { Remedy } from '../dialects/chat/bad-request.ts';
import { endsInUnthoughtLoop } from '../dialects/chat/request/thinking-replay.ts';
import { readThinkingWish } from '../dialects/chat/request/thinking-wish.ts';
import type { ChatRequest } from '../dialects/chat/schema/request.ts';
import type { Adjustment } from '../messages/adjustment.ts';
import { findRemedy } from '../messages/explain-failure.ts';
import { UpstreamError } from '../messages/failure.ts';
import type { MessagesRequest } from '../messages/request.ts';
import type { Order } from './prepare.ts';
import { toAdjustmentHeader } from './request-headers.ts';

type Mendable = Pick<Order, 'chat'> & {
  translated: Pick<Order['translated'], 'body' | 'adjustments'>;
  call: Pick<Order['call'], 'headers'>;
};

/**
 * Asks once more without what upstream objected to: sampling that a model turned out to refuse, or replayed thinking
 * whose signature it no longer accepts. That is an adjustment like any other: it is reported, and not made for who
 * asked for none.
 */
export async function withRemedy<T>(order: Mendable, ask: (body: MessagesRequest) => Promise<T>): Promise<T> {
  const { chat, translated, call } = order;
  try {
    return await ask(translated.body);
  } catch (error) {
    const remedy = error instanceof UpstreamError && !chat.strict_params ? findRemedy(error.failure) : null;
    if (!remedy) throw error;
    const { body, adjustments } = REMEDIES[remedy](translated.body, chat);
    translated.body = body;
    translated.adjustments.push(...adjustments);
    Object.assign(call.headers, toAdjustmentHeader(translated));
    return ask(body);
  }
}

interface Mended {
  body: MessagesRequest;
  adjustments: Adjustment[];
}

const REMEDIES: Record<Remedy, (body: MessagesRequest, chat: ChatRequest) => Mended> = {
  drop_sampling: withoutSampling,
  drop_thinking: withoutThinking,
};

function withoutSampling({ temperature, top_p, top_k, ...body }: MessagesRequest): Mended {
  const sent = Object.entries({ temperature, top_p, top_k }).filter(([, value]) => value !== undefined);
  return { body, adjustments: sent.map(([param]) => dropped(param, PARAMETER_REASONS.sampling_unsupported)) };
}

function withoutThinking(request: MessagesRequest, chat: ChatRequest): Mended {
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
