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

/*
 * The one place where the playground touches the gateway's story: the same steps as for a key, with somebody watching.
 */

/** Something that happened to a request, and when. */
export type Seen = Observation & { atMs: number };

export interface Story {
  requestId: string;
  /** What happened since this was last called. */
  takeSeen(): readonly Seen[];
  /** The texts a key would get. Who leaves them early pays for what was produced. Rejects when there was none. */
  texts: Promise<AsyncIterable<string>>;
}

interface Asked {
  request: GatewayRequest;
  context: RequestContext;
  payer: PlaygroundPayer;
  /** Who asks. */
  userId: string;
}

const STREAMING = { stream: true, stream_options: { include_usage: true } };

/** The playground shows every answer as it comes, with its counts. */
export const streamedChat: Dialect = {
  ...chat,
  parse: ({ value, text }) => chat.parse({ value: isObject(value) ? { ...value, ...STREAMING } : value, text }),
};

/** Begins a request, and resolves once it is on its way. @throws AppError for all that refuses it before */
export async function openStory({ request, context, payer, userId }: Asked): Promise<Story> {
  const { principal, limiter } = payer;
  const seen: Seen[] = [];
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
  // Who tells of it may take a moment to ask.
  texts.catch(() => {});
  await Promise.race([sent.promise, texts]);
  return { requestId: context.requestId, takeSeen: () => seen.splice(0), texts };
}
