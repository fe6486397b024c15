import type {
  AnswerFold,
  AnswerHead,
  Answering,
  Dialect,
  ParsedRequest,
  WholeAnswer,
} from '#lib/gateway/core/dialect.ts';
import type { Adjustment } from '#lib/gateway/messages/adjustment.ts';
import type { MessagesResponse } from '#lib/gateway/messages/response.ts';
import { adjust } from './adjust.ts';
import type { ChatCompletionChunk } from './answer/chunk.ts';
import { type AnswerHead as ChatHead, toCompletionId } from './answer/completion.ts';
import { chunkEncoder, DONE, encodeCompletion } from './answer/encode.ts';
import { closeStream, openStream, translateEvent, usageChunk } from './answer/stream.ts';
import { translateResponse } from './answer/whole.ts';
import type { AnswerPlan } from './answer-plan.ts';
import { encodeStreamError, toErrorReply } from './error.ts';
import { explainBadRequest } from './explain-bad-request.ts';
import { repeatFor } from './json-repair.ts';
import { translateRequest } from './request/to-messages.ts';
import { type ChatRequest, parseChatRequest } from './schema/request.ts';

/** OpenAI's chat completions. */
export const chat: Dialect<ChatRequest, AnswerPlan> = {
  name: 'chat',
  parse: ({ value, text }) => toParsed(parseChatRequest(value, text)),
  toMessages: ({ body }, options) => translateRequest(body, options),
  adjust: (failure, { body }, sent) => adjust(failure, body, sent),
  openFold,
  readWhole,
  explainBadRequest,
  encodeError: toErrorReply,
  encodeErrorEvent: (error, { requestId, docsBaseUrl }) => encodeStreamError(error, requestId, docsBaseUrl),
};

export const toParsed = (body: ChatRequest): ParsedRequest<ChatRequest> => ({
  model: body.model,
  isStreamed: body.stream === true,
  endUser: body.user ?? null,
  abuseId: body.safety_identifier ?? body.user ?? null,
  metadata: body.metadata ?? null,
  mayAdjust: !body.strict_params,
  body,
});

const toChatHead = ({ requestId, startedAt, model }: AnswerHead): ChatHead => ({
  id: toCompletionId(requestId),
  created: Math.floor(startedAt.getTime() / 1_000),
  model,
});

function openFold({ head, request, translated }: Answering<ChatRequest, AnswerPlan>): AnswerFold {
  const includeUsage = request.body.stream_options?.include_usage === true;
  const chatHead = toChatHead(head);
  const encode = chunkEncoder(chatHead);
  let state = openStream({ head: chatHead, plan: translated.plan, includeUsage });
  let report: object | null = reportOf(request.body, translated.adjustments); // goes with the first chunk

  function encodeAll(chunks: readonly ChatCompletionChunk[]): string {
    let frames = '';
    for (const chunk of chunks) {
      frames += encode(report ? { ...chunk, ...report } : chunk);
      report = null;
    }
    return frames;
  }

  return {
    push(event, { envelope }) {
      const step = translateEvent(state, event, envelope);
      state = step.state;
      return encodeAll(step.chunks);
    },
    get hasDelivered() {
      return state.hasDelivered;
    },
    end({ envelope }) {
      const { chunks } = closeStream(state, envelope);
      return {
        finishReason: chunks.at(-1)?.choices[0]?.finish_reason ?? null,
        encode: (usage, cost) =>
          encodeAll([...chunks, ...(includeUsage ? [usageChunk(state, usage, cost)] : [])]) + DONE,
      };
    },
  };
}

function readWhole(
  message: MessagesResponse,
  { head, request, translated }: Answering<ChatRequest, AnswerPlan>,
): WholeAnswer {
  const completion = translateResponse(message, { head: toChatHead(head), plan: translated.plan });
  return {
    finishReason: completion.choices[0].finish_reason,
    repeat: repeatFor(completion, message, translated),
    encode: (cost) =>
      encodeCompletion({
        ...completion,
        ...reportOf(request.body, translated.adjustments),
        usage: { ...completion.usage, cost },
      }),
  };
}

/** The adjustments for the body, when the request asks for them with `include_adjustments`. */
export const reportOf = (
  { include_adjustments }: Pick<ChatRequest, 'include_adjustments'>,
  adjustments: Adjustment[],
): { tokenhub?: { adjustments: Adjustment[] } } => (include_adjustments ? { tokenhub: { adjustments } } : {});
