import { CATALOG } from '#lib/models/catalog.ts';
import type { Model } from '#lib/models/model.ts';
import { ApiError } from './errors.ts';
import { type Exchange, sendJson } from './exchange.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1_000;

const toModelInfo = ({ upstreamIds, name, releasedOn, contextTokens, maxOutputTokens }: Model) => ({
  type: 'model',
  id: upstreamIds.anthropic,
  display_name: name,
  created_at: `${releasedOn}T00:00:00Z`,
  max_input_tokens: contextTokens,
  max_tokens: maxOutputTokens,
});

function readLimit(text: string | null): number {
  const limit = text === null ? DEFAULT_LIMIT : Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new ApiError('invalid_request', `limit: range: 1..${MAX_LIMIT}`);
}

/** `GET /v1/models`, the newest first, in pages: `limit`, `after_id`. */
export async function listModels(exchange: Exchange, query: URLSearchParams): Promise<void> {
  const limit = readLimit(query.get('limit'));
  const all = [...WIRE_MODELS.values()].toSorted((one, other) => other.releasedOn.localeCompare(one.releasedOn));
  const after = query.get('after_id');
  const from = after === null ? 0 : all.findIndex((model) => model.upstreamIds.anthropic === after) + 1;
  const data = all.slice(from, from + limit).map(toModelInfo);
  sendJson(exchange, {
    data,
    has_more: from + limit < all.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  });
}

/** `GET /v1/models/:id` */
export async function getModel(exchange: Exchange, id: string): Promise<void> {
  sendJson(exchange, toModelInfo(findWireModel(id)));
}

/** Every model of the catalog by its wire id, also those upstream has retired: test keys may still want them. */
const WIRE_MODELS: ReadonlyMap<string, Model> = new Map(CATALOG.map((model) => [model.upstreamIds.anthropic, model]));

/** Only wire ids are known here, so a customer's id that reached upstream untranslated fails as it would there. */
export function findWireModel(id: string): Model {
  const model = WIRE_MODELS.get(id);
  if (!model) throw new ApiError('not_found', `model: ${id}`);
  return model;
}
