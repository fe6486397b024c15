import 'server-only';
import { AppError } from '#lib/errors.ts';
import { completeChat } from './complete-chat.ts';
import type { Call } from './core/context.ts';
import { runDemo } from './demo.ts';
import type { GatewayReply, GatewayRequest } from './http.ts';
import { getCredits } from './routes/credits.ts';
import { findGeneration, getGeneration } from './routes/generations.ts';
import { showKey } from './routes/key.ts';
import { getModel, listModels } from './routes/models.ts';

type Handler = (request: GatewayRequest, call: Call, id: string) => GatewayReply | Promise<GatewayReply>;

interface Route {
  path: RegExp;
  methods: Partial<Record<string, Handler>>;
}

/** Everything the API serves, below `/api/v1`; `/openapi.json` describes it. */
export const ROUTES: readonly Route[] = [
  { path: /^\/chat\/completions$/, methods: { POST: completeChat } },
  { path: /^\/demo\/(\w+)$/, methods: { POST: runDemo } },
  { path: /^\/models$/, methods: { GET: (_, call) => listModels(call) } },
  { path: /^\/models\/(.+)$/, methods: { GET: (_, call, id) => getModel(id, call) } },
  { path: /^\/(?:auth\/)?key$/, methods: { GET: showKey } },
  { path: /^\/credits$/, methods: { GET: getCredits } },
  { path: /^\/generations?\/([\w-]+)$/, methods: { GET: getGeneration } },
  { path: /^\/generation$/, methods: { GET: findGeneration } },
];

const API_PREFIX = '/api/v1';

/** @throws AppError `unsupported_endpoint` or `method_not_allowed`, in words that say where to go instead */
export function route(request: GatewayRequest, call: Call): GatewayReply | Promise<GatewayReply> {
  const path = pathOf(request.url);
  for (const { path: pattern, methods } of ROUTES) {
    const match = pattern.exec(path);
    if (!match) continue;
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const handle = Object.hasOwn(methods, method) && methods[method];
    if (!handle) throw methodNotAllowed(request.method, Object.keys(methods));
    return handle(request, call, match[1] ?? '');
  }
  throw unknownEndpoint(path);
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
