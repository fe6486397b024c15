import type { IncomingMessage } from 'node:http';
import { ApiError } from './errors.ts';
import { type Exchange, sendError } from './exchange.ts';
import { postCountTokens } from './routes/count-tokens.ts';
import { postMessages } from './routes/messages.ts';
import { getModel, listModels } from './routes/models.ts';

export const SANDBOX_VERSION = '2023-06-01';

/** Any key opens the sandbox, except none at all and the word `invalid`. */
function checkHeaders({ headers }: IncomingMessage): void {
  const key = headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, '');
  if (!key) throw new ApiError('authentication', 'x-api-key header is required');
  if (key === 'invalid') throw new ApiError('authentication', 'invalid x-api-key');
  const version = headers['anthropic-version'];
  if (version === undefined) throw new ApiError('invalid_request', 'anthropic-version: header is required');
  if (version !== SANDBOX_VERSION)
    throw new ApiError(
      'invalid_request',
      `anthropic-version: "${version}" is not a valid version; the sandbox speaks ${SANDBOX_VERSION}`,
    );
}

function requireMethod({ request }: Exchange, method: string): void {
  if (request.method !== method) throw new ApiError('method_not_allowed', 'Method Not Allowed');
}

function route(exchange: Exchange): Promise<void> {
  const [path = '', query = ''] = (exchange.request.url ?? '').split('?', 2);
  const isRead = path === '/v1/models' || path.startsWith('/v1/models/');
  if (!isRead && path !== '/v1/messages' && path !== '/v1/messages/count_tokens')
    throw new ApiError('not_found', 'Not Found');
  requireMethod(exchange, isRead ? 'GET' : 'POST');
  checkHeaders(exchange.request);
  if (path === '/v1/messages') return postMessages(exchange);
  if (!isRead) return postCountTokens(exchange);
  if (path === '/v1/models') return listModels(exchange, new URLSearchParams(query));
  return getModel(exchange, path.slice('/v1/models/'.length));
}

/** Answers one request; whatever goes wrong becomes an error in Anthropic's form. */
export async function dispatch(exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  try {
    await route(exchange);
  } catch (error) {
    if (response.headersSent || response.destroyed) return void response.destroy();
    const { form } = error instanceof ApiError ? error : new ApiError('internal', 'Internal server error');
    sendError(exchange, form);
    // What is left of the body is read and forgotten, so that the connection can serve the next request.
    request.resume();
  }
}
