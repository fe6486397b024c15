import { AppError } from '#lib/errors.ts';
import type { Answering, Complaint } from '#lib/gateway/core/dialect.ts';
import type { Model } from '#lib/models/model.ts';
import type { AnswerPlan } from './answer-plan.ts';
import { type Customer, toBadRequest } from './bad-request.ts';
import { placesIn } from './places.ts';
import { traceRequest } from './request/to-messages.ts';
import type { ChatRequest } from './schema/request.ts';

/** A refused request in the customer's terms: which of their fields is at fault, and why. */
export function explainBadRequest(
  complaint: Complaint,
  { request, translated }: Answering<ChatRequest, AnswerPlan>,
  model: Model,
): AppError {
  const chat = request.body;
  return refuse(complaint, {
    model: chat.model,
    upstreamModel: translated.body.model || model.id,
    places: placesIn({ chat, body: translated.body, trace: () => traceRequest(chat, { model }) }),
  });
}

export function refuse(complaint: Complaint, customer: Customer): AppError {
  const { code, message, param } = toBadRequest(complaint, customer);
  return new AppError(code, message, param === undefined ? {} : { param });
}
