import { fromRequest, type ImportedRequest } from '../request/from-request.ts';
import { isObject } from '../request/json-text.ts';

/** A logged request as the API returns it, with its body if the account stores content. */
interface LogRow {
  request_id: string;
  requested_model: string;
  user?: unknown;
  metadata?: unknown;
  request?: unknown;
}

export const isLogRow = (value: unknown): value is LogRow =>
  isObject(value) && typeof value.request_id === 'string' && typeof value.requested_model === 'string';

/** Without a body, the row still names the model and the user. */
export function fromLogRow(
  { requested_model, user, metadata, request }: LogRow,
  nextId: () => string,
): ImportedRequest {
  if (isObject(request)) return fromRequest(request, nextId);
  const read = fromRequest({ model: requested_model, user, metadata }, nextId);
  return { ...read, notes: [...read.notes, { path: 'messages', kind: 'not_stored' }] };
}
