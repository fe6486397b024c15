import { isCutShort, type MessagesResponse } from '#lib/gateway/messages/response.ts';
import type { AnswerPlan } from '../answer-plan.ts';
import type { Delta, ToolCallDelta } from './chunk.ts';
import type { AnswerHead, AssistantMessage, ChatCompletion, ToolCall } from './completion.ts';
import { type AnswerContent, endContent, openContent, startBlock, stopBlock, summarise } from './content.ts';
import { toCompletionUsage, toFinishReason, toNativeReason, toRefusal, toServiceTier } from './ending.ts';

/** A whole answer in OpenAI's form, without its cost. Blocks are translated whatever the stop reason is. */
export function translateResponse(
  message: MessagesResponse,
  { head, plan }: { head: AnswerHead; plan: AnswerPlan },
): ChatCompletion {
  const { content, deltas } = readContent(message, plan);
  const summary = summarise(content);
  return {
    id: head.id,
    object: 'chat.completion',
    created: head.created,
    model: head.model,
    choices: [
      {
        index: 0,
        message: { ...joinDeltas(deltas), refusal: toRefusal(message) },
        finish_reason: toFinishReason(message.stop_reason, summary),
        native_finish_reason: toNativeReason(message.stop_reason, summary),
        logprobs: null,
      },
    ],
    usage: toCompletionUsage(message.usage),
    service_tier: toServiceTier(message.usage),
    system_fingerprint: null,
  };
}

function readContent(message: MessagesResponse, plan: AnswerPlan): { content: AnswerContent; deltas: Delta[] } {
  let content = openContent(plan);
  const deltas: Delta[] = [];
  for (const [index, block] of message.content.entries()) {
    const started = startBlock(content, index, block);
    const stopped = stopBlock(started.content, index);
    content = stopped.content;
    deltas.push(...started.deltas, ...stopped.deltas);
  }
  const ended = endContent(content, isCutShort(message.stop_reason));
  return { content: ended.content, deltas: [...deltas, ...ended.deltas] };
}

/** Keys that have nothing to say are left out: an empty `tool_calls` confuses clients. */
function joinDeltas(deltas: Delta[]): AssistantMessage {
  const calls = joinCalls(deltas.flatMap((delta) => delta.tool_calls ?? []));
  const legacy = deltas.flatMap((delta) => delta.function_call ?? []);
  const details = deltas.flatMap((delta) => delta.reasoning_details ?? []);
  const reasoning = deltas.map((delta) => delta.reasoning_content ?? '').join('');
  const content = deltas.map((delta) => delta.content ?? '').join('');
  const [call] = legacy;
  return {
    role: 'assistant',
    content: content || (calls.length > 0 || call ? null : ''),
    refusal: null,
    annotations: [],
    ...(calls.length > 0 && { tool_calls: calls }),
    ...(call && { function_call: { name: call.name ?? '', arguments: legacy.map((part) => part.arguments).join('') } }),
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    ...(details.length > 0 && { reasoning_details: details }),
  };
}

function joinCalls(parts: ToolCallDelta[]): ToolCall[] {
  const byIndex = Map.groupBy(parts, (part) => part.index);
  return [...byIndex.values()].map(joinCall);
}

function joinCall(parts: ToolCallDelta[]): ToolCall {
  const [first] = parts;
  const id = first?.id ?? '';
  if (first?.custom)
    return {
      id,
      type: 'custom',
      custom: { name: first.custom.name ?? '', input: joined(parts, (part) => part.custom?.input) },
    };
  const args = joined(parts, (part) => part.function?.arguments);
  return { id, type: 'function', function: { name: first?.function?.name ?? '', arguments: args } };
}

const joined = (parts: ToolCallDelta[], read: (part: ToolCallDelta) => string | undefined): string =>
  parts.map((part) => read(part) ?? '').join('');
