import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import { AppError } from '#lib/errors.ts';
import { findModel } from '#lib/models/find.ts';
import { modelNotFound } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';
import { SAMPLE_TOPICS, type SampleTopic } from '#lib/samples/read.ts';
import { readSampleRequest } from '#lib/samples/request.ts';
import { answer } from '#lib/sandbox/answer.ts';
import { countPrompt } from '#lib/sandbox/tokens.ts';
import { acceptMessages } from '#lib/sandbox/validate/validate.ts';
import { translateRequest } from './dialects/chat/request/to-messages.ts';
import { parseChatRequest } from './dialects/chat/schema/request.ts';

/**
 * The request of one of our samples, streamed.
 * @throws AppError `not_found`
 */
export function toDemoRequest(sample: string): object {
  if (!isTopic(sample)) {
    throw new AppError('not_found', `There is no such sample. There are: ${SAMPLE_TOPICS.join(', ')}.`);
  }
  return { ...readSampleRequest(sample), stream: true, stream_options: { include_usage: true } };
}

const isTopic = (name: string): name is SampleTopic => SAMPLE_TOPICS.some((topic) => topic === name);

export interface DemoResult {
  model: Model;
  text: string;
  tokens: BilledTokens;
}

/** Computes a sample's answer for prerendered pages: the sandbox always gives the same answer to the same request. */
export function foretellDemo(sample: SampleTopic): DemoResult {
  const chat = parseChatRequest(toDemoRequest(sample));
  const model = findModel(chat.model);
  if (!model) throw modelNotFound(chat.model, new Date());
  const { request } = acceptMessages(translateRequest(chat, { model }).body);
  const { blocks, outputTokens } = answer(request, model, {});
  const text = blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
  return { model, text, tokens: { ...NO_TOKENS, input: countPrompt(request), output: outputTokens } };
}
