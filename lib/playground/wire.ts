import type { ChatCompletionChunk } from '#lib/gateway/dialects/chat/answer/chunk.ts';
import type { ChatRequest } from '#lib/gateway/dialects/chat/schema/request.ts';
import type { ToolChoiceInput } from '#lib/gateway/dialects/chat/schema/tool.ts';
import type { Adjustment } from '#lib/gateway/messages/adjustment.ts';

/* The playground sends and receives chat completions. All their types come from the gateway through this file. */

export type { Adjustment };

export type ChatBody = Omit<ChatRequest, 'unknownFields'>;
export type WireMessage = ChatBody['messages'][number];
export type WireTool = NonNullable<ChatBody['tools']>[number];
export type WireChoice = ToolChoiceInput;
export type Thinking = NonNullable<ChatBody['thinking']>;
export type ReasoningEffort = NonNullable<ChatBody['reasoning_effort']>;
export type ResponseFormat = NonNullable<ChatBody['response_format']>;

/** A received chunk, where money is a number in USD. */
export type WireChunk = Pick<ChatCompletionChunk, 'choices'> & {
  usage?: (Omit<NonNullable<ChatCompletionChunk['usage']>, 'cost'> & { cost?: number }) | null;
};
export type WireDelta = NonNullable<ChatCompletionChunk['choices'][0]>['delta'];
