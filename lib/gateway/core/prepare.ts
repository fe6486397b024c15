import 'server-only';
import type { NanoUsd } from '#lib/billing/money.ts';
import { priceId } from '#lib/billing/price-id.ts';
import { hashedUserId } from '#lib/config/secret.ts';
import { AppError } from '#lib/errors.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { toApiId } from '#lib/models/find.ts';
import { resolveModel } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';
import type { AnswerHead } from '../dialects/chat/answer/completion.ts';
import { type TranslatedRequest, translateRequest } from '../dialects/chat/request/to-messages.ts';
import type { ChatRequest } from '../dialects/chat/schema/request.ts';
import { worstCaseOf } from '../messages/worst-case.ts';
import { type Destination, destinationFor } from '../routing.ts';
import type { Call } from './context.ts';

/** One accepted chat completion: who asked for what, which model answers, and the most it can cost. */
export interface Order {
  call: Call;
  principal: Principal;
  chat: ChatRequest;
  model: Model;
  priceId: string;
  destination: Destination;
  translated: TranslatedRequest;
  head: AnswerHead;
  worstCase: NanoUsd;
}

/** @throws AppError when the model cannot be called with this key, or the request cannot be translated for it */
export async function toOrder(chat: ChatRequest, principal: Principal, call: Call): Promise<Order> {
  const destination = await destinationFor(principal);
  const { model, substitutedFor } = resolveModel({
    requested: chat.model,
    now: call.startedAt,
    acceptsSuccessors: principal.acceptsSuccessors,
    servesRetired: destination.servesRetired,
  });
  requireAllowed(principal, model);
  const translated = translateRequest(chat, { model, ...userOf(chat, principal) });
  return {
    call,
    principal,
    chat,
    model,
    priceId: priceId(model),
    destination,
    translated,
    // The customer's own spelling, unless another model answers than the one they named.
    head: { id: call.completionId, created: call.created, model: substitutedFor ? toApiId(model) : chat.model },
    worstCase: worstCaseOf({ chat, translated, model }),
  };
}

function requireAllowed({ models, keyName }: Principal, model: Model): void {
  if (models.length === 0 || models.includes(model.id)) return;
  const allowed = models.map((id) => `\`anthropic/${id}\``).join(', ');
  throw new AppError(
    'model_not_allowed',
    `The key “${keyName}” may not call \`${toApiId(model)}\`; it may call ${allowed}.`,
    {
      param: 'model',
    },
  );
}

/** Upstream learns which end user a request is for, to stop abuse, but never the name the customer gave. */
function userOf({ safety_identifier, user }: ChatRequest, { accountId }: Principal): { userId?: string } {
  const name = safety_identifier ?? user;
  return name ? { userId: hashedUserId(accountId, name) } : {};
}
