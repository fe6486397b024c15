import { AppError } from '#lib/errors.ts';
import { CATALOG } from './catalog.ts';
import { findModel, nearestModels, toApiId } from './find.ts';
import type { LifecycleStatus, Model } from './model.ts';
import { pricedAt } from './price-change.ts';

export interface LifecycleState {
  status: LifecycleStatus;
  /** ISO dates, UTC. */
  deprecatedOn: string | null;
  retiresOn: string | null;
  /** Catalog id. */
  successor: string | null;
}

/** The lifecycle state of a model at `now`. A date counts from its first moment in UTC. */
export function lifecycleOf(model: Model, now: Date): LifecycleState {
  const { deprecatedOn = null, retiresOn = null, successor = null } = model.lifecycle;
  return { status: statusAt(now, deprecatedOn, retiresOn), deprecatedOn, retiresOn, successor };
}

export interface ModelRequest {
  requested: string;
  now: Date;
  /** Whether the customer agreed that a retired model's successor answers and is billed. */
  acceptsSuccessors: boolean;
  /** Whether upstream still serves retired models: the sandbox, or an operator's provider that keeps this one. */
  servesRetired: boolean;
}

/** The model that answers and is billed, at its current price, and the retired one it replaces. */
export interface ResolvedModel {
  model: Model;
  substitutedFor: Model | null;
}

/**
 * Decides which model answers a request.
 * @throws AppError `model_not_found` with the nearest names, or `model_retired` with the successor's.
 */
export function resolveModel({ requested, now, acceptsSuccessors, servesRetired }: ModelRequest): ResolvedModel {
  const model = findModel(requested);
  if (!model) throw modelNotFound(requested, now);
  if (servesRetired || !isRetired(model, now)) return { model: pricedAt(model, now), substitutedFor: null };
  const successor = livingSuccessor(model, now);
  if (!successor || !acceptsSuccessors) throw modelRetired(model, successor);
  return { model: pricedAt(successor, now), substitutedFor: model };
}

/** Headers for answers of a deprecated model: `deprecation` (RFC 9745), `sunset` (RFC 8594) and its successor. */
export function deprecationHeaders(model: Model, now: Date): { deprecation?: string; sunset?: string; link?: string } {
  const { status, deprecatedOn, retiresOn } = lifecycleOf(model, now);
  if (status === 'active') return {};
  const successor = livingSuccessor(model, now);
  return {
    ...(deprecatedOn && { deprecation: `@${Date.parse(deprecatedOn) / 1_000}` }),
    ...(retiresOn && { sunset: new Date(retiresOn).toUTCString() }),
    ...(successor && { link: `</api/v1/models/${toApiId(successor)}>; rel="successor-version"` }),
  };
}

function statusAt(now: Date, deprecatedOn: string | null, retiresOn: string | null): LifecycleStatus {
  const hasCome = (date: string | null) => date !== null && Date.parse(date) <= now.getTime();
  if (hasCome(retiresOn)) return 'retired';
  return hasCome(deprecatedOn) ? 'deprecated' : 'active';
}

const isRetired = (model: Model, now: Date): boolean => lifecycleOf(model, now).status === 'retired';

/** The first model in the chain of successors that is not retired. */
function livingSuccessor(model: Model, now: Date): Model | null {
  const successor = model.lifecycle.successor === undefined ? null : findModel(model.lifecycle.successor);
  return successor && isRetired(successor, now) ? livingSuccessor(successor, now) : successor;
}

export function modelNotFound(requested: string, now: Date): AppError {
  const nearest = nearestModels(
    requested,
    CATALOG.filter((model) => !isRetired(model, now)),
  );
  const hint = nearest.length > 0 ? `Did you mean ${quoted(nearest)}?` : 'GET /api/v1/models lists what there is.';
  const message = `The model ${quoted([requested.trim().slice(0, 100)])} does not exist. ${hint}`;
  return new AppError('model_not_found', message, { param: 'model', details: { nearest } });
}

function modelRetired(model: Model, successor: Model | null): AppError {
  const advice = successor ? ` Use ${quoted([toApiId(successor)])} instead.` : '';
  return new AppError(
    'model_retired',
    `The model ${quoted([toApiId(model)])} was retired on ${model.lifecycle.retiresOn}.${advice}`,
    {
      param: 'model',
      details: { retired_on: model.lifecycle.retiresOn, successor: successor && toApiId(successor) },
    },
  );
}

const quoted = (names: string[]): string => names.map((name) => `\`${name}\``).join(', ');
