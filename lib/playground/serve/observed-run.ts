import 'server-only';
import type { RequestContext } from '#lib/gateway/core/context.ts';
import type { Dialect } from '#lib/gateway/core/dialect.ts';
import type { Observation } from '#lib/gateway/core/observer.ts';
import { runRequest } from '#lib/gateway/core/run-request.ts';
import { chat } from '#lib/gateway/dialects/chat/chat.ts';
import type { GatewayRequest } from '#lib/gateway/http.ts';
import { keepingContent } from '#lib/gateway/keep-content.ts';
import { openBody } from '#lib/gateway/request-body.ts';
import { candidatesFor } from '#lib/gateway/routing.ts';
import { isObject } from '../request/json-text.ts';
import type { PlaygroundPayer } from './payer.ts';

/* The only place where the playground runs the gateway. It takes the same steps as for a key, plus an observer. */

/** An observed step of a request, with its time. */
export type TimedObservation = Observation & { atMs: number };

export interface ObservedRun {
  requestId: string;
  /** Returns and clears the observations since the last call. */
  takeObservations(): readonly TimedObservation[];
  /** Response texts as an API client gets them. Leaving early charges the output so far. Rejects without a response. */
  texts: Promise<AsyncIterable<string>>;
}

interface RunInput {
  request: GatewayRequest;
  context: RequestContext;
  payer: PlaygroundPayer;
  /** The signed-in user. */
  userId: string;
}

const STREAMING = { stream: true, stream_options: { include_usage: true } };

/** The playground always streams, with usage. */
export const streamedChat: Dialect = {
  ...chat,
  parse: ({ value, text }) => chat.parse({ value: isObject(value) ? { ...value, ...STREAMING } : value, text }),
};

/** Starts a request, and resolves once it was sent upstream. @throws AppError when it is rejected before */
export async function startRun({ request, context, payer, userId }: RunInput): Promise<ObservedRun> {
  const { principal, limiter } = payer;
  const seen: TimedObservation[] = [];
  const sent = Promise.withResolvers<void>();
  const watched = {
    ...{ principal, limiter, payer: payer.payer, body: openBody(request, principal) },
    ...{ dialect: streamedChat, route: candidatesFor },
    observer: (observation: Observation, atMs: number) => {
      seen.push({ ...observation, atMs });
      if (observation.kind === 'sent') sent.resolve();
    },
  };
  const texts = runRequest(request, context, keepingContent(watched, context, { userId })).then(
    ({ body }) => body as AsyncIterable<string>,
  );
  // Prevents an unhandled rejection until the caller awaits it.
  texts.catch(() => {});
  await Promise.race([sent.promise, texts]);
  return { requestId: context.requestId, takeObservations: () => seen.splice(0), texts };
}
