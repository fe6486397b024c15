import { AppError } from '#lib/errors.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel } from '#lib/models/find.ts';
import { modelNotFound } from '#lib/models/lifecycle.ts';
import { toApiModel, toApiModelList } from '#lib/models/present.ts';
import type { RequestContext } from '../core/context.ts';
import type { GatewayReply } from '../http.ts';
import { jsonReply } from './json-reply.ts';

/** The catalog is public and the same for all callers. */
const CACHEABLE = { 'cache-control': 'public, max-age=60' };

export const listModels = (context: RequestContext): GatewayReply =>
  jsonReply(toApiModelList(CATALOG, context.startedAt), { ...context.headers, ...CACHEABLE });

/** @throws AppError `model_not_found` with the nearest names */
export function getModel(id: string, context: RequestContext): GatewayReply {
  const model = findModel(decode(id));
  if (!model) throw modelNotFound(decode(id), context.startedAt);
  return jsonReply(toApiModel(model, context.startedAt), { ...context.headers, ...CACHEABLE });
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
