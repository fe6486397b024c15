import 'server-only';
import type { CallOptions, Upstream, UpstreamAnswer, UpstreamStream } from '../core/upstream.ts';
import { UpstreamError } from '../messages/failure.ts';
import type { MessagesRequest } from '../messages/request.ts';
import { type AttemptPlan, withRetries } from './attempts.ts';
import { createWatch } from './deadline.ts';
import { EventStreamReader } from './event-stream-reader.ts';
import { HttpCall, type Receiver } from './http-call.ts';
import type { KeyAlarm } from './key-alarm.ts';
import { createKeyPool, createNoopKeyPool } from './key-pool.ts';
import { createCount, type ProbeResult, probeKeys, toCountBody } from './lookups.ts';
import type { Endpoint, Provider } from './provider.ts';
import { ReadCoalescer } from './read-coalescer.ts';
import { createRetryBudget, UNLIMITED_BUDGET } from './retry-budget.ts';
import { createTransport, type TransportRequest } from './transport.ts';
import { readMessage, WholeBody } from './whole-body.ts';

export interface UpstreamTimeouts {
  connectMs: number;
  /** From the sent request to the first byte of a stream. Whole answers come when finished: `totalMs` covers them. */
  firstByteMs: number;
  /** Between two reads of a body; pings count as reads. */
  idleMs: number;
  /** The request as a whole, retries and their pauses included. */
  totalMs: number;
}

export interface UpstreamAlarm extends KeyAlarm {
  upstream: string;
}

export interface UpstreamOptions {
  provider: Provider;
  baseUrl: string;
  keys: readonly string[];
  timeouts: UpstreamTimeouts;
  maxConnections?: number;
  /** A monotonic clock in milliseconds. */
  now?: () => number;
  random?: () => number;
  onAlarm?: (alarm: UpstreamAlarm) => void;
}

/** An upstream over HTTP. */
export interface HttpUpstream extends Upstream {
  /** Asks for the list of models with every key, for `tokenhub doctor`. */
  probe(): Promise<ProbeResult>;
  close(): Promise<void>;
}

const DEFAULT_MAX_CONNECTIONS = 4_096;

/** The only way to a provider: connections, keys with breakers, deadlines, and retries within a budget. */
export function createUpstream(options: UpstreamOptions): HttpUpstream {
  const { provider, keys, timeouts, now = () => performance.now(), random = Math.random } = options;
  const { name, capabilities } = provider;
  const transport = createTransport({
    baseUrl: options.baseUrl,
    connectMs: timeouts.connectMs,
    maxConnections: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
  });
  const watch = createWatch({ tickMs: tickMs(timeouts), now });
  const coalescer = new ReadCoalescer();
  const onAlarm = (alarm: KeyAlarm) => options.onAlarm?.({ upstream: name, ...alarm });
  const isNoop = !capabilities.remembersFailures;
  const keyPool = isNoop ? createNoopKeyPool(keys) : createKeyPool({ keys, now, random, onAlarm });
  const budget = isNoop ? UNLIMITED_BUDGET : createRetryBudget();

  const plan = (model: string, call: CallOptions): AttemptPlan => {
    const totalAt = now() + timeouts.totalMs;
    const { signal, maxAttempts, attempts } = call;
    return { keyPool, budget, model, now, random, totalAt, signal, maxAttempts, attempts };
  };

  function open(call: {
    request: TransportRequest;
    receiver: Receiver;
    signal: AbortSignal;
    totalAt: number;
    firstByteMs: number;
  }) {
    const { connectMs, idleMs } = timeouts;
    const limits = { connectMs, idleMs, firstByteMs: call.firstByteMs, totalAt: call.totalAt };
    return new HttpCall({ transport, watch, coalescer, limits, readError: provider.readError, ...call });
  }

  async function send(body: MessagesRequest, { signal, ...call }: CallOptions): Promise<UpstreamAnswer> {
    const bytes = toBytes(provider.toBody({ ...body, stream: false }));
    const attempts = plan(body.model, { signal, ...call });
    const { totalAt } = attempts;
    return withRetries(attempts, async (lease, number) => {
      const receiver = new WholeBody(readMessage);
      const request = toRequest(provider, { endpoint: 'whole', model: body.model, secret: lease.secret, bytes });
      open({ request, receiver, signal, totalAt, firstByteMs: timeouts.totalMs }).start();
      return { message: await receiver.value, attempts: number };
    });
  }

  async function stream(body: MessagesRequest, { signal, ...call }: CallOptions): Promise<UpstreamStream> {
    const bytes = toBytes(provider.toBody({ ...body, stream: true }));
    const attempts = plan(body.model, { signal, ...call });
    const { totalAt } = attempts;
    return withRetries(attempts, async (lease, number) => {
      const reader = new EventStreamReader(provider.frames);
      const request = toRequest(provider, { endpoint: 'stream', model: body.model, secret: lease.secret, bytes });
      reader.call = open({ request, receiver: reader, signal, totalAt, firstByteMs: timeouts.firstByteMs });
      reader.call.start();
      await reader.opened;
      return { attempts: number, requestId: reader.requestId, [Symbol.asyncIterator]: () => reader };
    });
  }

  async function countTokens(body: MessagesRequest): Promise<number> {
    const { model } = body;
    const lease = keyPool.lease(model, new Set());
    if (!lease) throw new UpstreamError({ kind: 'no_capacity' });
    const count = createCount();
    const bytes = toBytes(toCountBody(body));
    const request = toRequest(provider, { endpoint: 'count', model, secret: lease.secret, bytes });
    const totalAt = now() + Math.min(COUNT_MS, timeouts.totalMs);
    open({ request, receiver: count, signal: NEVER, totalAt, firstByteMs: COUNT_MS }).start();
    return count.value.finally(() => lease.abandon());
  }

  const probe = () =>
    probeKeys(keys, (secret, receiver) => {
      const request = toRequest(provider, { endpoint: 'models', model: '', secret, bytes: null });
      const totalAt = now() + Math.min(PROBE_MS, timeouts.totalMs);
      open({ request, receiver, signal: NEVER, totalAt, firstByteMs: PROBE_MS }).start();
    });

  const { servesRetired } = capabilities;
  const { modelId } = provider;
  return { name, servesRetired, modelId, send, stream, countTokens, probe, close: () => transport.close() };
}

const COUNT_MS = 10_000;
const PROBE_MS = 10_000;
const NEVER = new AbortController().signal;

const toBytes = (body: object): Buffer => Buffer.from(JSON.stringify(body));

interface Asked {
  endpoint: Endpoint;
  /** The provider's own name. */
  model: string;
  secret: string;
  bytes: Buffer | null;
}

function toRequest(provider: Provider, { endpoint, model, secret, bytes }: Asked): TransportRequest {
  const method = bytes === null ? 'GET' : 'POST';
  const path = provider.url(endpoint, model);
  const signature = provider.sign({ endpoint, method, path, body: bytes }, secret);
  const accept = endpoint === 'stream' ? 'text/event-stream' : 'application/json';
  const headers = bytes === null ? COMMON : [...COMMON, 'content-type', 'application/json', 'accept', accept];
  return { method, path, headers: [...signature, ...headers], body: bytes };
}

/** `identity`, because a compressed answer would have to be inflated before its size is known. */
const COMMON = ['accept-encoding', 'identity', 'user-agent', 'tokenhub'];

/** Late by at most an eighth of the shortest timeout, at a negligible load. */
function tickMs({ connectMs, firstByteMs, idleMs, totalMs }: UpstreamTimeouts): number {
  return Math.min(250, Math.max(5, Math.min(connectMs, firstByteMs, idleMs, totalMs) / 8));
}
