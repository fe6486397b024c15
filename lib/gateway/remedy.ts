import { UpstreamError } from './anthropic/error.ts';
import type { MessagesRequest } from './anthropic/request.ts';
import type { Remedy } from './translate/bad-request.ts';
import { findRemedy } from './translate/error.ts';

/**
 * Asks once more without what upstream objected to, when that is nothing the customer would miss: sampling that a model
 * turned out to refuse, or replayed thinking whose signature upstream no longer accepts.
 */
export async function withRemedy<T>(body: MessagesRequest, ask: (body: MessagesRequest) => Promise<T>): Promise<T> {
  try {
    return await ask(body);
  } catch (error) {
    const remedy = error instanceof UpstreamError ? findRemedy(error.failure) : null;
    if (!remedy) throw error;
    return ask(REMEDIES[remedy](body));
  }
}

const REMEDIES: Record<Remedy, (body: MessagesRequest) => MessagesRequest> = {
  drop_sampling: ({ temperature: _t, top_p: _p, top_k: _k, ...body }) => body,
  drop_thinking: (body) => ({ ...body, messages: body.messages.map(withoutThinking).filter(hasContent) }),
};

const withoutThinking = (message: MessagesRequest['messages'][number]) => ({
  ...message,
  content: message.content.filter(({ type }) => type !== 'thinking' && type !== 'redacted_thinking'),
});

const hasContent = ({ content }: MessagesRequest['messages'][number]): boolean => content.length > 0;
