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
 * A customer-facing API as one value: its requests to Messages, Messages to its answers, failures in its form. `Body`
 * and `Plan` are the dialect's own; the core passes them through unread.
 */
export interface Dialect<Body = unknown, Plan = unknown> {
  readonly name: string;
  /** @throws AppError that names the field at fault */
  parse(json: JsonText): ParsedRequest<Body>;
  /** @throws AppError when the request cannot mean anything upstream */
  toMessages(request: ParsedRequest<Body>, options: TranslateOptions): Translated<Plan>;
  /**
   * The request without the part that upstream refused, for one more call; null when leaving nothing out would help.
   */
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

/** A parsed request, with the fields that the core reads. */
export interface ParsedRequest<Body = unknown> {
  /** In the customer's spelling. */
  model: string;
  isStreamed: boolean;
  /** The customer's name for their end user, as the record keeps it. */
  endUser: string | null;
  /** Hashed and sent upstream, to stop abuse. */
  abuseId: string | null;
  metadata: Record<string, string> | null;
  /** False when the request must be sent exactly as written. */
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
  /** The form of the answer, as the request chose it. */
  plan: Plan;
  /** Differences between the request as written and as sent. */
  adjustments: Adjustment[];
  bound: RequestBound;
  /** Input tokens that a repeated call may read on top of the first one; 0 where no call is repeated. */
  repeatTokens: number;
}

export interface Adjusted {
  body: MessagesRequest;
  adjustments: Adjustment[];
}

export interface AnswerHead {
  requestId: string;
  startedAt: Date;
  /** The customer's own spelling, unless another model answers than the one they named. */
  model: string;
}

export interface Answering<Body = unknown, Plan = unknown> {
  head: AnswerHead;
  request: ParsedRequest<Body>;
  translated: Translated<Plan>;
}

export interface AnswerFold {
  /** Frames for one event, which `progress` already includes. The last frames wait for `end`, after the bill. */
  push(event: StreamEvent, progress: Progress): string;
  /** Whether text, arguments or reasoning were among the frames. */
  readonly hasDelivered: boolean;
  /** @throws UpstreamError `truncated` unless the answer is complete */
  end(progress: Progress): AnswerEnd;
}

export interface AnswerEnd {
  /** The dialect's finish reason, for the record. */
  finishReason: string | null;
  /** The last frames. */
  encode(usage: Usage, cost: NanoUsd): string;
}

export interface WholeAnswer {
  finishReason: string | null;
  /** Set when the answer breaks a promise of the dialect: the second call, and the error if that breaks it too. */
  repeat: { body: MessagesRequest; failure: AppError } | null;
  encode(cost: NanoUsd): string;
}

/** Upstream's message about a request that it refused. */
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
