import { AppError } from '#lib/errors.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel } from '#lib/models/find.ts';
import { modelNotFound } from '#lib/models/lifecycle.ts';
import { toApiModel, toApiModelList } from '#lib/models/present.ts';
import type { Call } from '../core/context.ts';
import type { GatewayReply } from '../http.ts';
import { jsonReply } from './json-reply.ts';

/** The catalog is public and the same for everybody. */
const CACHEABLE = { 'cache-control': 'public, max-age=60' };

export const listModels = (call: Call): GatewayReply =>
  jsonReply(toApiModelList(CATALOG, call.startedAt), { ...call.headers, ...CACHEABLE });

/** @throws AppError `model_not_found` with the nearest names */
export function getModel(id: string, call: Call): GatewayReply {
  const model = findModel(decode(id));
  if (!model) throw modelNotFound(decode(id), call.startedAt);
  return jsonReply(toApiModel(model, call.startedAt), { ...call.headers, ...CACHEABLE });
}

/** `anthropic%2Fclaude-…` and `anthropic/claude-…` are the same id. */
function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    throw new AppError('invalid_value', 'The model id in the address is not valid percent-encoding.', {
      param: 'model',
    });
  }
}
