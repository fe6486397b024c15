import type { Adjustment } from '../messages/adjustment.ts';
import type { StreamEvent } from '../messages/events.ts';
import type { MessagesRequest } from '../messages/request.ts';
import type { MessagesResponse } from '../messages/response.ts';

/** An event in the life of a request. Its values are shared with the request and must not be mutated. */
export type Observation =
  /** The request as it came. */
  | { kind: 'received'; text: string }
  /** The request as it left. Repeated after fail-over, an adjusted retry, or a second question. */
  | { kind: 'sent'; upstream: string; body: MessagesRequest; adjustments: readonly Adjustment[] }
  | { kind: 'events'; events: readonly StreamEvent[] }
  | { kind: 'message'; message: MessagesResponse }
  /** Text that was sent to the customer. */
  | { kind: 'delivered'; text: string };

/** Both sides of the translation as they happen, each with the milliseconds since the request arrived. */
export type Observer = (observation: Observation, atMs: number) => void;
