import type { IncomingMessage } from 'node:http';
import { answer } from './answer.ts';
import { parseBody, readBody } from './body.ts';
import { ApiError } from './errors.ts';
import { type Exchange, sendError, sendJson, whenClosed } from './exchange.ts';
import { newWireId, type Reply } from './message.ts';
import { getModel, listModels } from './models.ts';
import { type Scenario, scenarioOf } from './scenario.ts';
import { sendStream, sendWhole } from './send.ts';
import { countPrompt } from './tokens.ts';
import { type Accepted, acceptCountTokens, acceptMessages } from './validate/validate.ts';

const SANDBOX_VERSION = '2023-06-01';

/** Accepts any key except an empty one and the word `invalid`. */
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

/** Answers one request; any error is sent in Anthropic's form. */
export async function dispatch(exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  try {
    await route(exchange);
  } catch (error) {
    if (response.headersSent || response.destroyed) return void response.destroy();
    const { form } = error instanceof ApiError ? error : new ApiError('internal', 'Internal server error');
    sendError(exchange, form);
    // The rest of the body is read and discarded, so that the connection can serve the next request.
    request.resume();
  }
}

function failIfAsked({ error }: Scenario, { state }: Exchange, body: string): void {
  if (error && (error.times === undefined || state.attempts.count(body) <= error.times)) throw new ApiError(error.form);
}

function replyTo({ request, model }: Accepted, scenario: Scenario, { state }: Exchange): Reply {
  return {
    id: newWireId('msg'),
    model: request.model,
    promptTokens: countPrompt(request),
    cache: state.cache.use(request, model),
    answer: answer(request, model, scenario),
    override: scenario.usage,
  };
}

/** `POST /v1/messages` */
async function postMessages(exchange: Exchange): Promise<void> {
  const body = await readBody(exchange);
  const accepted = acceptMessages(parseBody(body));
  const scenario = scenarioOf(accepted.request);
  failIfAsked(scenario, exchange, body);
  if (scenario.hangs) return whenClosed(exchange);
  const reply = replyTo(accepted, scenario, exchange);
  await (accepted.request.stream ? sendStream : sendWhole)(exchange, reply, scenario);
}

/** `POST /v1/messages/count_tokens` */
async function postCountTokens(exchange: Exchange): Promise<void> {
  const { request } = acceptCountTokens(parseBody(await readBody(exchange)));
  sendJson(exchange, { input_tokens: countPrompt(request) });
}
