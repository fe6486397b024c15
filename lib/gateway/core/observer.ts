import type { Adjustment } from '../messages/adjustment.ts';
import type { StreamEvent } from '../messages/events.ts';
import type { MessagesRequest } from '../messages/request.ts';
import type { MessagesResponse } from '../messages/response.ts';

/** One thing that happened to a request. Values are the request's own and must not be changed. */
export type Observation =
  /** The request as it came. */
  | { kind: 'received'; text: string }
  /** The request as it left. Again after fail-over, an adjusted retry, or a second question. */
  | { kind: 'sent'; upstream: string; body: MessagesRequest; adjustments: readonly Adjustment[] }
  | { kind: 'events'; events: readonly StreamEvent[] }
  | { kind: 'message'; message: MessagesResponse }
  /** What the customer was sent. */
  | { kind: 'delivered'; text: string };

/** Both sides of the translation as they happen, each with the milliseconds since the request arrived. */
export type Observer = (observation: Observation, atMs: number) => void;
