import 'server-only';
import type { StreamEvent } from '../messages/events.ts';
import { UpstreamError } from '../messages/failure.ts';
import type { MessagesRequest } from '../messages/request.ts';
import type { MessagesResponse } from '../messages/response.ts';
import { type AttemptPlan, withRetries } from './attempts.ts';
import { createCount, toCountBody } from './count-tokens.ts';
import { createWatch } from './deadline.ts';
import { EventStreamReader } from './event-stream-reader.ts';
import { HttpCall, type Receiver } from './http-call.ts';
import type { KeyAlarm } from './key-alarm.ts';
import { createKeyPool } from './key-pool.ts';
import { createNoopKeyPool, UNLIMITED_BUDGET } from './noop-key-pool.ts';
import { type ProbeResult, probeKeys } from './probe.ts';
import { createRetryBudget } from './retry-budget.ts';
import { createTransport, type TransportRequest } from './transport.ts';
import { readMessage, WholeBody } from './whole-body.ts';

export interface UpstreamTimeouts {
  connectMs: number;
  /** From the request sent to the first byte of a stream. A whole answer comes when it is finished: `totalMs` covers it. */
  firstByteMs: number;
  /** Between two reads of a body; pings count as life. */
  idleMs: number;
  /** The request as a whole, retries and their pauses included. */
  totalMs: number;
}

export interface UpstreamAlarm extends KeyAlarm {
  upstream: string;
}

export interface UpstreamOptions {
  name: string;
  baseUrl: string;
  /** The `anthropic-version` header. */
  version: string;
  keys: readonly string[];
  timeouts: UpstreamTimeouts;
  maxConnections?: number;
  /** False for an upstream whose failures are ordered by its callers: keys are never left out. True by default. */
  remembersFailures?: boolean;
  /** A monotonic clock in milliseconds. */
  now?: () => number;
  random?: () => number;
  onAlarm?: (alarm: UpstreamAlarm) => void;
}

export interface CallOptions {
  signal: AbortSignal;
  /** 1 turns retries off; 3 by default. */
  maxAttempts?: number;
}

/** Events in batches, one per network read. Leaving the loop early destroys the upstream request. */
export interface UpstreamStream extends AsyncIterable<StreamEvent[]> {
  attempts: number;
  /** Anthropic's id of the request, for the operator's log. */
  requestId: string | null;
}

/** A whole answer, and how many calls it took. */
export interface UpstreamAnswer {
  message: MessagesResponse;
  attempts: number;
}

export interface Upstream {
  readonly name: string;
  /** The whole answer. Throws `UpstreamError`, or the signal's reason. */
  send(body: MessagesRequest, options: CallOptions): Promise<UpstreamAnswer>;
  /** Resolves when the answer has begun (the first event but a ping), so what fails before can still be retried. */
  stream(body: MessagesRequest, options: CallOptions): Promise<UpstreamStream>;
  /**
   * Input tokens of the request as upstream counts them, free of charge. Asked once, and what becomes of it says nothing
   * about messages: counting has limits of its own. Throws `UpstreamError`.
   */
  countTokens(body: MessagesRequest): Promise<number>;
  /** Asks for the list of models with every key, for `tokenhub doctor`. */
  probe(): Promise<ProbeResult>;
  close(): Promise<void>;
}

const DEFAULT_MAX_CONNECTIONS = 4_096;

/** The only way to the Messages API: a pool of connections, keys with breakers, deadlines, and retries within a budget. */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { name, timeouts, version, now = () => performance.now(), random = Math.random } = options;
  const transport = createTransport({
    baseUrl: options.baseUrl,
    connectMs: timeouts.connectMs,
    maxConnections: options.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
  });
  const watch = createWatch({ tickMs: tickMs(timeouts), now });
  const onAlarm = (alarm: KeyAlarm) => options.onAlarm?.({ upstream: name, ...alarm });
  const isNoop = options.remembersFailures === false;
  const { keys } = options;
  const keyPool = isNoop ? createNoopKeyPool(keys) : createKeyPool({ keys, now, random, onAlarm });
  const budget = isNoop ? UNLIMITED_BUDGET : createRetryBudget();

  const plan = (model: string, call: CallOptions): AttemptPlan => {
    const totalAt = now() + timeouts.totalMs;
    return { keyPool, budget, model, now, random, totalAt, signal: call.signal, maxAttempts: call.maxAttempts };
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
    return new HttpCall({ transport, watch, limits, ...call });
  }

  async function send(body: MessagesRequest, call: CallOptions): Promise<UpstreamAnswer> {
    const bytes = Buffer.from(JSON.stringify({ ...body, stream: false }));
    const attempts = plan(body.model, call);
    return withRetries(attempts, async (lease, number) => {
      const receiver = new WholeBody(readMessage);
      const request = messagesRequest({ secret: lease.secret, version, bytes, accept: 'application/json' });
      open({
        request,
        receiver,
        signal: call.signal,
        totalAt: attempts.totalAt,
        firstByteMs: timeouts.totalMs,
      }).start();
      return { message: await receiver.value, attempts: number };
    });
  }

  async function stream(body: MessagesRequest, call: CallOptions): Promise<UpstreamStream> {
    const bytes = Buffer.from(JSON.stringify({ ...body, stream: true }));
    const attempts = plan(body.model, call);
    return withRetries(attempts, async (lease, number) => {
      const reader = new EventStreamReader();
      const request = messagesRequest({ secret: lease.secret, version, bytes, accept: 'text/event-stream' });
      const { firstByteMs } = timeouts;
      reader.call = open({ request, receiver: reader, signal: call.signal, totalAt: attempts.totalAt, firstByteMs });
      reader.call.start();
      await reader.opened;
      return { attempts: number, requestId: reader.requestId, [Symbol.asyncIterator]: () => reader };
    });
  }

  async function countTokens(body: MessagesRequest): Promise<number> {
    const lease = keyPool.lease(body.model, new Set());
    if (!lease) throw new UpstreamError({ kind: 'no_capacity' });
    const count = createCount();
    const bytes = Buffer.from(JSON.stringify(toCountBody(body)));
    const request = messagesRequest({ secret: lease.secret, version, bytes, accept: 'application/json' });
    const path = `${request.path}/count_tokens`;
    const totalAt = now() + Math.min(COUNT_MS, timeouts.totalMs);
    open({ request: { ...request, path }, receiver: count, signal: NEVER, totalAt, firstByteMs: COUNT_MS }).start();
    return count.value.finally(() => lease.abandon());
  }

  const probe = () =>
    probeKeys(options.keys, (secret, receiver) => {
      const request = {
        method: 'GET' as const,
        path: '/v1/models?limit=1000',
        headers: headers({ secret, version }),
        body: null,
      };
      const totalAt = now() + Math.min(PROBE_MS, timeouts.totalMs);
      open({ request, receiver, signal: NEVER, totalAt, firstByteMs: PROBE_MS }).start();
    });

  return { name, send, stream, countTokens, probe, close: () => transport.close() };
}

const COUNT_MS = 10_000;
const PROBE_MS = 10_000;
const NEVER = new AbortController().signal;

function messagesRequest(call: { secret: string; version: string; bytes: Buffer; accept: string }): TransportRequest {
  const { secret, version, bytes, accept } = call;
  return {
    method: 'POST',
    path: '/v1/messages',
    headers: [...headers({ secret, version }), 'content-type', 'application/json', 'accept', accept],
    body: bytes,
  };
}

/** `identity`, because a compressed answer would have to be inflated before its size is known. */
const headers = ({ secret, version }: { secret: string; version: string }): string[] => [
  ...['x-api-key', secret],
  ...['anthropic-version', version],
  ...['accept-encoding', 'identity'],
  ...['user-agent', 'tokenhub'],
];

/** Fine enough to be late by an eighth of the shortest timeout, and never busy. */
function tickMs({ connectMs, firstByteMs, idleMs, totalMs }: UpstreamTimeouts): number {
  return Math.min(250, Math.max(5, Math.min(connectMs, firstByteMs, idleMs, totalMs) / 8));
}
