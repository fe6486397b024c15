import type { NanoUsd } from '#lib/billing/money.ts';
import type { AppError } from '#lib/errors.ts';
import type { JsonText } from '#lib/http/parse-json.ts';
import type { Model } from '#lib/models/model.ts';
import type { Adjustment } from '../messages/adjustment.ts';
import type { StreamEvent } from '../messages/events.ts';
import type { UpstreamFailure } from '../messages/failure.ts';
import type { Progress } from '../messages/progress.ts';
import type { MessagesRequest } from '../messages/request.ts';
import type { MessagesResponse } from '../messages/response.ts';
import type { Usage } from '../messages/usage.ts';
import type { RequestBound } from '../messages/worst-case.ts';

/**
 * What customers speak, as one value: their request to Messages, Messages back to their answer, failures in their form.
 * `Body` and `Plan` are the dialect's own; the core hands them back unread.
 */
export interface Dialect<Body = unknown, Plan = unknown> {
  readonly name: string;
  /** @throws AppError that names the field at fault */
  parse(json: JsonText): ParsedRequest<Body>;
  /** @throws AppError when the request cannot mean anything upstream */
  toMessages(request: ParsedRequest<Body>, options: TranslateOptions): Translated<Plan>;
  /** What to leave out to have a refused request accepted in one more call; null if nothing of ours is in the way. */
  adjust(failure: UpstreamFailure, request: ParsedRequest<Body>, sent: MessagesRequest): Adjusted | null;
  /** The frames of a streamed answer. */
  openFold(answering: Answering<Body, Plan>): AnswerFold;
  /** The whole answer; all its tokens are counted. */
  readWhole(message: MessagesResponse, answering: Answering<Body, Plan>): WholeAnswer;
  /** Upstream's complaint about a request, in the customer's terms. */
  explainBadRequest(complaint: Complaint, answering: Answering<Body, Plan>, model: Model): AppError;
  encodeError(error: unknown, about: ErrorContext): ErrorReply;
  /** A failure after the first byte: the stream's last event. */
  encodeErrorEvent(error: unknown, about: ErrorContext): string;
}

/** A request that was read, and what of it the core has to know. */
export interface ParsedRequest<Body = unknown> {
  /** As the customer spelt it. */
  model: string;
  isStreamed: boolean;
  /** The customer's name for their end user, as the record keeps it. */
  endUser: string | null;
  /** What upstream gets a hash of, to stop abuse. */
  abuseId: string | null;
  metadata: Record<string, string> | null;
  /** False when nothing may be sent otherwise than it was written. */
  mayAdjust: boolean;
  body: Body;
}

export interface TranslateOptions {
  model: Model;
  /** A keyed hash of the customer and their user, safe to show upstream. */
  userId?: string;
  /** The model's name at the provider that will be asked; Anthropic's own when absent. */
  upstreamModel?: string;
}

export interface Translated<Plan = unknown> {
  body: MessagesRequest;
  /** What the request decided about the form of its answer. */
  plan: Plan;
  /** What was sent otherwise than written. */
  adjustments: Adjustment[];
  bound: RequestBound;
  /** Input tokens that asking again may read on top of the first call; 0 where nothing is asked again. */
  repeatTokens: number;
}

export interface Adjusted {
  body: MessagesRequest;
  adjustments: Adjustment[];
}

/** What an answer is named by. */
export interface AnswerHead {
  requestId: string;
  startedAt: Date;
  /** The customer's own spelling, unless another model answers than the one they named. */
  model: string;
}

/** A request that is being answered. */
export interface Answering<Body = unknown, Plan = unknown> {
  head: AnswerHead;
  request: ParsedRequest<Body>;
  translated: Translated<Plan>;
}

export interface AnswerFold {
  /** The frames that one event adds, `progress` included it. The end of the answer is not among them: it waits for the bill. */
  push(event: StreamEvent, progress: Progress): string;
  /** Whether text, arguments or reasoning were among the frames. */
  readonly hasDelivered: boolean;
  /** @throws UpstreamError `truncated` unless the answer is complete */
  end(progress: Progress): AnswerEnd;
}

export interface AnswerEnd {
  /** The dialect's word for why the answer ended, for the record. */
  finishReason: string | null;
  /** The last frames. */
  encode(usage: Usage, cost: NanoUsd): string;
}

export interface WholeAnswer {
  finishReason: string | null;
  /** The answer breaks a promise of the dialect: what to ask instead of delivering it, and what to say if that is no better. */
  repeat: { body: MessagesRequest; failure: AppError } | null;
  encode(cost: NanoUsd): string;
}

/** What upstream said of a request it refused. */
export interface Complaint {
  message: string;
  errorCode: string | null;
}

export interface ErrorContext {
  requestId: string;
  docsBaseUrl?: string | null;
}

export interface ErrorReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}
