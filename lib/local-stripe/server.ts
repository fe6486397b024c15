import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expireCheckout, settleCheckout } from './actions/checkout.ts';
import { settleRefund } from './actions/refund.ts';
import { Courier } from './events/courier.ts';
import { Faults } from './faults.ts';
import { type Api, answerCall, type RecordedCall } from './http/api.ts';
import { Idempotency } from './http/idempotency.ts';
import { answerPage } from './pages/answer-page.ts';
import { StateFile } from './state-file.ts';
import { type LocalEvent, World } from './world.ts';

export interface LocalStripeOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  secretKey?: string;
  /** The webhook's address and signing secret. Without it, events are only collected. */
  webhook?: { url: string; secret: string; form?: 'snapshot' | 'thin' };
  /** The address of the pages for browsers, when it differs from the server's. */
  pagesUrl?: string;
  /** Persists the state across restarts. Without it, the state ends with the process. */
  stateFile?: string;
  /** The delay of bank debits and pending refunds; without it, a test settles them. */
  settleAfterMs?: number;
  now?: () => number;
}

export interface RunningLocalStripe {
  /** `http://127.0.0.1:<port>`, the value for STRIPE_API_BASE. */
  url: string;
  secretKey: string;
  world: World;
  faults: Faults;
  /** All events, oldest first. */
  events: LocalEvent[];
  calls: RecordedCall[];
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const MAX_KEPT = 20_000;

/** Starts a local Stripe: the endpoints TokenHub uses, payment pages, and signed events. */
export async function startLocalStripe(options: LocalStripeOptions = {}): Promise<RunningLocalStripe> {
  const { port = 0, secretKey = 'sk_test_local', webhook, now = Date.now } = options;
  const faults = new Faults();
  const world = new World({ now, pagesUrl: options.pagesUrl ?? '', livemode: secretKey.includes('_live_') });
  const form = webhook?.form ?? 'snapshot';
  const courier = new Courier({ url: webhook?.url ?? null, secret: webhook?.secret ?? '', form, now, faults });
  const idempotency = new Idempotency();
  const calls: RecordedCall[] = [];
  const api: Api = { world, faults, idempotency, secretKey, onCall: (call) => keep(calls, call) };
  const server = createServer((request, response) => void answer(api, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const url = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  world.pagesUrl ||= url;

  const events: LocalEvent[] = [];
  const file = options.stateFile ? new StateFile(options.stateFile, { world, idempotency, courier }) : null;
  file?.load();
  world.onChange = courier.onChange = () => file?.saveSoon();
  world.onEvent = (event) => {
    keep(events, event);
    courier.add(event);
  };
  const settling = options.settleAfterMs ? setInterval(() => settleAll(world), options.settleAfterMs) : undefined;

  return {
    ...{ url, secretKey, world, faults, events, calls },
    close: () =>
      new Promise((resolve) => {
        clearInterval(settling);
        courier.close();
        file?.save();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function keep<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > MAX_KEPT) list.shift();
}

async function answer(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    if (request.url?.startsWith('/v1/')) await answerCall(api, request, response);
    else await answerPage(api.world, request, response);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { type: 'api_error', message: 'The local Stripe has a fault of its own.' } }));
  }
}

function settleAll(world: World): void {
  for (const { id, status, payment_intent, expires_at } of world.all('session')) {
    if (status === 'open' && expires_at <= world.seconds()) expireCheckout(world, id);
    const intent = world.find('paymentIntent', payment_intent);
    if (status === 'complete' && intent?.status === 'processing') settleCheckout(world, id);
  }
  for (const { id, status } of world.all('refund')) if (status === 'pending') settleRefund(world, id);
}
