import 'server-only';
import { STORE_HEADER } from '#lib/content/retention.ts';
import { AppError } from '#lib/errors.ts';
import { authenticate } from './authenticate.ts';
import type { RequestContext } from './core/context.ts';
import type { Dialect } from './core/dialect.ts';
import { runRequest } from './core/run-request.ts';
import { runDemo } from './demo.ts';
import { chat } from './dialects/chat/chat.ts';
import { estimateChat } from './estimate-chat.ts';
import type { GatewayReply, GatewayRequest } from './http.ts';
import { keepingContent } from './keep-content.ts';
import { keyLimiter } from './limiters.ts';
import { accountPayer } from './payers/account.ts';
import { openBody } from './request-body.ts';
import { getCredits } from './routes/credits.ts';
import { findGeneration, getGeneration } from './routes/generations.ts';
import { showKey } from './routes/key.ts';
import { getModel, listModels } from './routes/models.ts';
import { getUsage } from './routes/usage.ts';
import { candidatesFor } from './routing.ts';

type Handler = (request: GatewayRequest, context: RequestContext, id: string) => GatewayReply | Promise<GatewayReply>;

interface Route {
  path: RegExp;
  methods: Partial<Record<string, Handler>>;
}

/** Everything the API serves, below `/api/v1`; `/openapi.json` describes it. */
export const ROUTES: readonly Route[] = [
  { path: /^\/chat\/completions$/, methods: { POST: completeChat } },
  { path: /^\/chat\/completions\/estimate$/, methods: { POST: estimateChat } },
  { path: /^\/demo\/(\w+)$/, methods: { POST: runDemo } },
  { path: /^\/models$/, methods: { GET: (_, context) => listModels(context) } },
  { path: /^\/models\/(.+)$/, methods: { GET: (_, context, id) => getModel(id, context) } },
  { path: /^\/(?:auth\/)?key$/, methods: { GET: showKey } },
  { path: /^\/credits$/, methods: { GET: getCredits } },
  { path: /^\/usage$/, methods: { GET: getUsage } },
  { path: /^\/generations?\/([\w-]+)$/, methods: { GET: getGeneration } },
  { path: /^\/generation$/, methods: { GET: findGeneration } },
];

const API_PREFIX = '/api/v1';

/** Dialects by the first segment of the path; the default is chat completions. */
const DIALECTS: ReadonlyMap<string, Dialect> = new Map([['chat', chat]]);

/** The dialect for answers and failures at a URL, known before anything can fail. */
export const dialectOf = (url: string): Dialect => DIALECTS.get(pathOf(url).split('/')[1] ?? '') ?? chat;

/** @throws AppError `unsupported_endpoint` or `method_not_allowed`, naming the right address */
export function route(request: GatewayRequest, context: RequestContext): GatewayReply | Promise<GatewayReply> {
  const path = pathOf(request.url);
  for (const { path: pattern, methods } of ROUTES) {
    const match = pattern.exec(path);
    if (!match) continue;
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const handle = Object.hasOwn(methods, method) && methods[method];
    if (!handle) throw methodNotAllowed(request.method, Object.keys(methods));
    return handle(request, context, match[1] ?? '');
  }
  throw unknownEndpoint(path);
}

/** A chat completion for a key, at the cost of its account. */
async function completeChat(request: GatewayRequest, context: RequestContext): Promise<GatewayReply> {
  const principal = await authenticate(request, context.startedAt);
  const body = openBody(request, principal);
  const incoming = { principal, body, dialect: chat, payer: accountPayer, limiter: keyLimiter, route: candidatesFor };
  const kept = keepingContent(incoming, context, { header: request.header(STORE_HEADER) });
  return runRequest(request, context, kept);
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  return path.slice(API_PREFIX.length).replace(/\/+$/, '');
}

function methodNotAllowed(method: string, allowed: string[]): AppError {
  const allow = [...allowed, 'OPTIONS'].join(', ');
  return new AppError('method_not_allowed', `${method} is not supported here. Use ${allowed.join(' or ')}.`, {
    headers: { allow },
  });
}

function unknownEndpoint(path: string): AppError {
  const message = path.startsWith('/v1/')
    ? `The base URL ends in ${API_PREFIX} already: your client asked for ${API_PREFIX}${path.slice(0, 100)}. Set the base URL to …${API_PREFIX}, without another /v1.`
    : `TokenHub serves Anthropic chat models only. Use POST ${API_PREFIX}/chat/completions.`;
  return new AppError('unsupported_endpoint', message);
}
