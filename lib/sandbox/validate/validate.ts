import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import type { Model } from '#lib/models/model.ts';
import { ApiError } from '../errors.ts';
import { findWireModel } from '../models.ts';
import { normaliseRequest, type RawRequest } from '../request.ts';
import { countTokensBody, messagesBody } from './body.ts';
import { blocksFitRole, messagesNotEmpty, prefill, systemPlacement, textNotBlank } from './content.ts';
import {
  cacheBreakpoints,
  contextWindow,
  maxTokensForModel,
  samplingForModel,
  samplingWhileThinking,
  stopSequences,
  userId,
} from './fields.ts';
import { media } from './media.ts';
import { outputFormat } from './output-schema.ts';
import { type Check, describeProblem } from './shape.ts';
import { effortForModel, signaturesValid, thinkingBudget, thinkingForModel, thinkingReplayed } from './thinking.ts';
import { errorResultsSaySomething, toolIdsUnique, toolPairs } from './tool-pairs.ts';
import { inputSchemas, strictTools, toolChoice, toolNamesUnique } from './tools.ts';

/** A check of Anthropic's beyond the shape of the body: returns the text of its 400, or null. */
export type Rule = (request: MessagesRequest, model: Model) => string | null;

const PROMPT_RULES: readonly Rule[] = [
  thinkingForModel,
  effortForModel,
  outputFormat,
  inputSchemas,
  toolNamesUnique,
  strictTools,
  toolChoice,
  messagesNotEmpty,
  textNotBlank,
  systemPlacement,
  blocksFitRole,
  prefill,
  toolIdsUnique,
  toolPairs,
  errorResultsSaySomething,
  thinkingReplayed,
  signaturesValid,
  media,
  cacheBreakpoints,
];

const MESSAGE_RULES: readonly Rule[] = [
  maxTokensForModel,
  samplingForModel,
  thinkingBudget,
  samplingWhileThinking,
  stopSequences,
  userId,
  ...PROMPT_RULES,
  contextWindow,
];

export interface Accepted {
  request: MessagesRequest;
  model: Model;
}

function accept(body: unknown, check: Check, rules: readonly Rule[]): Accepted {
  const problem = check(body);
  if (problem) throw new ApiError('invalid_request', describeProblem(problem));
  const request = normaliseRequest(body as RawRequest);
  const model = findWireModel(request.model);
  for (const rule of rules) {
    const refusal = rule(request, model);
    if (refusal) throw new ApiError('invalid_request', refusal);
  }
  return { request, model };
}

/** Parses the body of `POST /v1/messages`. Throws Anthropic's error: 400, or 404 for an unknown model. */
export const acceptMessages = (body: unknown): Accepted => accept(body, messagesBody, MESSAGE_RULES);

/** The same for `POST /v1/messages/count_tokens`. */
export const acceptCountTokens = (body: unknown): Accepted => accept(body, countTokensBody, PROMPT_RULES);
