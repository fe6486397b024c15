import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import type { Model } from '#lib/models/model.ts';

/** One thing Anthropic refuses that the shape of a body does not show: the text of its 400, or null. */
export type Rule = (request: MessagesRequest, model: Model) => string | null;
