import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Faults } from '../faults.ts';
import { randomId } from '../ids.ts';
import { checkoutRoutes } from '../routes/checkout.ts';
import { customerRoutes } from '../routes/customers.ts';
import { invoiceRoutes } from '../routes/invoices.ts';
import { paymentRoutes } from '../routes/payments.ts';
import type { Route } from '../routes/route.ts';
import type { AnyObject, World } from '../world.ts';
import { invalidRequest, StripeFailure } from './error.ts';
import { expand } from './expand.ts';
import { type Form, parseForm } from './form.ts';
import type { Idempotency, StripeReply } from './idempotency.ts';
import { parseParams } from './params.ts';

export interface RecordedCall {
  method: string;
  /** With its query. */
  path: string;
  body: string;
  idempotencyKey: string | undefined;
  status: number;
}

export interface Api {
  world: World;
  faults: Faults;
  idempotency: Idempotency;
  secretKey: string;
  onCall(call: RecordedCall): void;
}

const ROUTES = [...customerRoutes, ...checkoutRoutes, ...paymentRoutes, ...invoiceRoutes].map((one) => ({
  ...one,
  pattern: new RegExp(`^${one.path.replace(':id', '(?<id>[^/]+)')}$`),
}));

const VERSION = /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/;

/** Answers one API call, or applies a fault that is due. */
export async function answerCall(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  const body = await text(request);
  const fault = api.faults.take(`${method} ${url}`);
  const idempotencyKey = headers['idempotency-key'] as string | undefined;
  const head = { 'request-id': `req_${randomId(14)}`, 'stripe-version': String(headers['stripe-version'] ?? '') };
  const answer = fault === 'error' || fault === 'rate_limit' ? FAULTS[fault] : answerTo(api, request, body);
  api.onCall({ method, path: url, body, idempotencyKey, status: answer.status });
  if (fault === 'cut') return void request.socket.destroy();
  if (fault === 'hang_after') return;
  send(response, fault === 'error_after' ? FAULTS.error : answer, {
    ...head,
    ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
  });
}

const FAULTS = {
  error: toAnswer(new StripeFailure(500, { type: 'api_error', message: 'An unknown error occurred.' })),
  rate_limit: toAnswer(
    new StripeFailure(429, {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message: 'Request rate limit exceeded.',
    }),
  ),
};

function toAnswer({ status, error }: StripeFailure): StripeReply {
  return { status, body: { error } };
}

function send(response: ServerResponse, { status, body }: StripeReply, headers: Record<string, string>): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function answerTo(api: Api, request: IncomingMessage, body: string): StripeReply {
  try {
    return run(api, request, body);
  } catch (error) {
    if (error instanceof StripeFailure) return toAnswer(error);
    throw error;
  }
}

function run(api: Api, { method = 'GET', url = '/', headers }: IncomingMessage, body: string): StripeReply {
  assertKey(headers.authorization, api.secretKey);
  assertVersion(headers['stripe-version']);
  const { pathname, search } = new URL(url, 'http://local');
  const found = findRoute(method, pathname);
  if (!found)
    throw new StripeFailure(404, {
      type: 'invalid_request_error',
      message: `Unrecognized request URL (${method}: ${pathname}). The local Stripe plays only what TokenHub uses.`,
    });
  const form = parseForm(method === 'POST' ? body : search.slice(1));
  const key = headers['idempotency-key'] as string | undefined;
  return method === 'POST' && key
    ? once(api, key, `${method} ${pathname} ${body}`, () => perform(api, found, form))
    : perform(api, found, form);
}

function once({ idempotency, world }: Api, key: string, call: string, work: () => StripeReply): StripeReply {
  const known = idempotency.begin(key, call, world.now());
  if (known) return known;
  let answer: StripeReply | null = null;
  try {
    answer = work();
    return answer;
  } catch (error) {
    const hasBegun = error instanceof StripeFailure && error.status !== 400 && error.status !== 404;
    answer = hasBegun ? toAnswer(error) : null;
    throw error;
  } finally {
    idempotency.end(key, answer);
  }
}

interface Found {
  route: Route;
  id: string;
}

function findRoute(method: string, pathname: string): Found | null {
  for (const one of ROUTES) {
    const match = one.method === method ? one.pattern.exec(pathname) : null;
    if (match) return { route: one, id: match.groups?.id ?? '' };
  }
  return null;
}

function perform({ world, faults }: Api, { route, id }: Found, form: Form): StripeReply {
  const params = parseParams(route.params, form);
  const { expand: paths = [] } = params as { expand?: string[] };
  const reply = route.run({ world, id, params });
  const seen = route.method === 'GET' && id ? faults.asRead(world, reply) : reply;
  return { status: 200, body: expand(seen, paths, (wanted) => world.lookUp(wanted) as AnyObject | undefined) };
}

function assertKey(authorization: string | undefined, secretKey: string): void {
  const [scheme = '', credentials = ''] = (authorization ?? '').split(' ');
  const given = scheme === 'Basic' ? Buffer.from(credentials, 'base64').toString().split(':')[0] : credentials;
  if (given === secretKey) return;
  throw new StripeFailure(401, {
    type: 'invalid_request_error',
    message: given ? `Invalid API Key provided: ${given.slice(0, 8)}****` : 'You did not provide an API key.',
  });
}

function assertVersion(version: string | string[] | undefined): void {
  if (version === undefined || VERSION.test(String(version))) return;
  throw invalidRequest(`Invalid Stripe API version: ${String(version)}`);
}
