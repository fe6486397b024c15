import 'server-only';
import type { NanoUsd } from '#lib/billing/money.ts';
import { priceId } from '#lib/billing/price-id.ts';
import { hashedUserId } from '#lib/config/secret.ts';
import { AppError } from '#lib/errors.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { toApiId } from '#lib/models/find.ts';
import { deprecationHeaders, resolveModel } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';
import { toAdjustmentHeader } from '../messages/adjustment.ts';
import type { Counting } from '../messages/missing-counts.ts';
import { worstCaseOf } from '../messages/worst-case.ts';
import { AttemptLog } from './attempt-log.ts';
import type { RequestContext } from './context.ts';
import type { Answering, Dialect, ParsedRequest } from './dialect.ts';
import type { IncomingRequest } from './incoming-request.ts';
import type { Observer } from './observer.ts';
import type { Upstream } from './upstream.ts';

/** A request that is ready to be sent: its caller, its model, its translation, and the most it can cost. */
export interface PreparedRequest extends Answering {
  context: RequestContext;
  principal: Principal;
  dialect: Dialect;
  model: Model;
  priceId: string;
  candidates: readonly Upstream[];
  /** The candidate that `translated` was made for: the first, until fail-over. */
  upstream: Upstream;
  worstCase: NanoUsd;
  observer: Observer | undefined;
  /** The calls made so far. */
  attempts: AttemptLog;
}

/** @throws AppError when the model cannot be called with this key, or the request cannot be translated for it */
export async function prepare(
  request: ParsedRequest,
  context: RequestContext,
  { principal, dialect, route, observer }: Pick<IncomingRequest, 'principal' | 'dialect' | 'route' | 'observer'>,
): Promise<PreparedRequest> {
  const candidates = await route({ principal, model: request.model });
  const { model, substitutedFor } = resolveModel({
    requested: request.model,
    now: context.startedAt,
    acceptsSuccessors: principal.acceptsSuccessors,
    servesRetired: candidates.every(({ servesRetired }) => servesRetired),
  });
  requireAllowed(principal, model);
  const upstream = firstOf(candidates);
  const asked = { request, principal, dialect, model };
  const translated = translateFor(upstream, asked);
  const { requestId, startedAt } = context;
  return {
    ...asked,
    ...{ context, candidates, upstream, translated, observer, attempts: new AttemptLog(context.elapsedMs) },
    priceId: priceId(model),
    head: { requestId, startedAt, model: substitutedFor ? toApiId(model) : request.model },
    worstCase: worstCaseOf({ translated, model }),
  };
}

/** Translates the request for one candidate. */
export const translateFor = (
  upstream: Upstream,
  { dialect, request, principal, model }: Pick<PreparedRequest, 'dialect' | 'request' | 'principal' | 'model'>,
) => dialect.toMessages(request, { model, upstreamModel: upstream.modelId(model), ...userOf(request, principal) });

/** Headers about how the request was understood: deprecation and adjustments. */
export const toRequestHeaders = ({ model, context, translated }: PreparedRequest): Record<string, string> => ({
  ...deprecationHeaders(model, context.startedAt),
  ...toAdjustmentHeader(translated.adjustments),
});

export const countingOf = ({ translated, model }: PreparedRequest): Counting => ({
  request: translated.body,
  lettersPerToken: model.abilities.lettersPerToken,
});

function firstOf([first]: readonly Upstream[]): Upstream {
  if (!first) throw new Error('A route has to lead somewhere.');
  return first;
}

function requireAllowed({ models, keyName }: Principal, model: Model): void {
  if (models.length === 0 || models.includes(model.id)) return;
  const allowed = models.map((id) => `\`anthropic/${id}\``).join(', ');
  throw new AppError(
    'model_not_allowed',
    `The key “${keyName}” may not call \`${toApiId(model)}\`; it may call ${allowed}.`,
    { param: 'model' },
  );
}

/** Upstream gets a hash of the end user, to stop abuse, but never the name the customer gave. */
const userOf = ({ abuseId }: ParsedRequest, { accountId }: Principal): { userId?: string } =>
  abuseId ? { userId: hashedUserId(accountId, abuseId) } : {};
