import { AppError } from '#lib/errors.ts';
import type { Translated, TranslateOptions } from '#lib/gateway/core/dialect.ts';
import type { Adjustment } from '#lib/gateway/messages/adjustment.ts';
import type { MessagesRequest, OutputConfig, TextBlock, ToolChoice } from '#lib/gateway/messages/request.ts';
import { measureRequest } from '#lib/gateway/messages/worst-case.ts';
import { type AnswerPlan, JSON_TOOL_NAME } from '../answer-plan.ts';
import { REPEAT_TOKENS } from '../json-repair.ts';
import type { Traced } from '../places.ts';
import type { ChatRequest } from '../schema/request.ts';
import { fromInput, limitBreakpoints } from './cache.ts';
import { type Conversation, finishMessages, translateMessages } from './conversation.ts';
import type { FieldNames } from './field-names.ts';
import { requireFewImages } from './images.ts';
import { decideFormat, type FormatDecision } from './response-format.ts';
import { LONGEST_WHOLE_ANSWER, splitStops, toOutputLimit, toSampling, toServiceTier } from './settings.ts';
import { decideThinking, mayThink, type ThinkingDecision, withoutConflict } from './thinking.ts';
import { endsInUnthoughtLoop } from './thinking-replay.ts';
import { readThinkingWish } from './thinking-wish.ts';
import { decideToolChoice, isForced, type ToolDecision } from './tool-choice.ts';
import { toolsFromHistory, translateTools } from './tools.ts';
import { openTranslation, type Translation, textBlock } from './translation.ts';
import { noteIgnored, noteUnknown } from './unused-fields.ts';

export type TranslatedRequest = Translated<AnswerPlan>;

/**
 * A chat completion request as Anthropic's Messages API takes it, with what the answer's translators need to know.
 * @throws AppError when the request cannot mean anything upstream, or with `strict_params` when anything was adjusted.
 */
export const translateRequest = (chat: ChatRequest, options: TranslateOptions): TranslatedRequest =>
  translate(chat, options, openTranslation(options.model));

/** The same request again, with a note of where each of its blocks was written. */
export function traceRequest(chat: ChatRequest, options: TranslateOptions): Traced {
  const origins = new Map<object, string>();
  const { body } = translate(chat, options, { ...openTranslation(options.model), origins });
  return { body, origins };
}

function translate(chat: ChatRequest, options: TranslateOptions, translation: Translation): TranslatedRequest {
  const decisions = decide(chat, translation);
  const stops = splitStops(chat.stop, translation);
  const body = buildBody(chat, decisions, options, translation);
  if (stops.sent.length > 0) body.stop_sequences = stops.sent;
  const bound = measureRequest(body, limitBreakpoints(body, translation.log));
  requireFewImages(bound.images, options.model);
  noteIgnored(chat, translation);
  if (chat.unknownFields) noteUnknown(chat.unknownFields, translation.log);
  const adjustments = translation.log.entries;
  if (chat.strict_params) refuseAdjustments(adjustments);
  const plan = { ...toPlan(decisions, translation), emulatedStops: stops.emulated };
  // Only a whole answer can be asked for again.
  const repeatTokens = plan.json === 'object' && !chat.stream ? body.max_tokens + REPEAT_TOKENS : 0;
  return { body, plan, adjustments, bound, repeatTokens };
}

interface Decisions {
  conversation: Conversation;
  choice: ToolDecision;
  format: FormatDecision;
  thinking: ThinkingDecision;
  outputLimit: number;
  includesReasoning: boolean;
  usesLegacyFunctions: boolean;
  customTools: string[];
}

/** What depends on more than one field, in the order in which one decision limits the next. */
function decide(chat: ChatRequest, translation: Translation): Decisions {
  const declared = translateTools(chat, translation);
  const choice = decideToolChoice(chat, declared, translation);
  const conversation = translateMessages(chat.messages, translation);
  const isUnthoughtLoop = endsInUnthoughtLoop(conversation.messages);
  const conflict = { isForced: isForced(choice.choice), isUnthoughtLoop };
  const wish = withoutConflict(readThinkingWish(chat), conflict, translation);
  const outputLimit = toOutputLimit(chat, mayThink(wish, translation), translation);
  const thinking = decideThinking({ wish, outputLimit }, translation);
  const formatInput = { hasTools: choice.tools.length > 0, isThinking: thinking.isOn };
  return {
    conversation,
    choice,
    thinking,
    outputLimit,
    format: decideFormat(chat.response_format, formatInput, translation),
    includesReasoning: (wish.mode === 'on' || wish.isShown) && thinking.isOn && !wish.isHidden,
    usesLegacyFunctions: declared.usesLegacyFunctions,
    customTools: declared.custom,
  };
}

function buildBody(
  chat: ChatRequest,
  decisions: Decisions,
  options: TranslateOptions,
  translation: Translation,
): MessagesRequest {
  const { choice, format, thinking, outputLimit } = decisions;
  const { system, messages } = decisions.conversation;
  const offer = offerTools(chat, choice, format, translation);
  const isPlainAnswer = !thinking.isOn && format.json === 'text' && !format.schema && !isForced(offer.tool_choice);
  finishMessages(messages, { isThinking: thinking.isOn, isPlainAnswer }, translation);
  const instructions = [choice.instruction, format.instruction].filter((text) => text !== undefined).map(textBlock);
  return {
    model: options.upstreamModel ?? options.model.upstreamIds.anthropic,
    max_tokens: outputLimit,
    messages,
    ...withSystem([...system, ...instructions]),
    ...offer,
    ...toSampling(chat, thinking.isOn, translation),
    ...(thinking.config && { thinking: thinking.config }),
    ...withOutput(thinking, format),
    ...(options.userId !== undefined && { metadata: { user_id: options.userId } }),
    ...toServiceTier(chat.service_tier, translation),
    ...(chat.cache_control && { cache_control: fromInput(chat.cache_control) }),
    ...((chat.stream || outputLimit > LONGEST_WHOLE_ANSWER) && { stream: true }),
  };
}

type Offer = Pick<MessagesRequest, 'tools' | 'tool_choice'>;

/** The customer's tools; bare ones when only the history has any, which upstream then wants defined; the hidden JSON tool. */
function offerTools(
  chat: ChatRequest,
  { tools, choice }: ToolDecision,
  format: FormatDecision,
  { log }: Translation,
): Offer {
  const isUndeclared = tools.length === 0;
  const known = isUndeclared ? toolsFromHistory(chat.messages) : tools;
  if (isUndeclared && known.length > 0) {
    log.note(
      'tools',
      'added',
      'The conversation used tools that the request does not define; they were named, and no call is allowed.',
    );
  }
  const hidden = format.tool && { type: 'tool' as const, name: format.tool.name, disable_parallel_tool_use: true };
  const tool_choice: ToolChoice | undefined = hidden ?? (isUndeclared ? { type: 'none' } : choice);
  const all = format.tool ? [...known.filter(({ name }) => name !== JSON_TOOL_NAME), format.tool] : known;
  if (all.length === 0) return {};
  return tool_choice ? { tools: all, tool_choice } : { tools: all };
}

const withSystem = (system: TextBlock[]): { system?: TextBlock[] } => (system.length > 0 ? { system } : {});

function withOutput({ effort }: ThinkingDecision, { schema }: FormatDecision): { output_config?: OutputConfig } {
  if (effort === undefined && schema === undefined) return {};
  return { output_config: { ...(effort && { effort }), ...(schema && { format: { type: 'json_schema', schema } }) } };
}

const toPlan = (decisions: Decisions, { fieldNames }: Translation): Omit<AnswerPlan, 'emulatedStops'> => ({
  includesReasoning: decisions.includesReasoning,
  json: decisions.format.json,
  usesLegacyFunctions: decisions.usesLegacyFunctions,
  customTools: decisions.customTools,
  ...(fieldNames.size > 0 && { fieldNames: new Map([...fieldNames].map(([tool, names]) => [tool, inverted(names)])) }),
});

const inverted = (names: FieldNames): FieldNames => new Map([...names].map(([name, sent]) => [sent, name]));

function refuseAdjustments(adjustments: readonly Adjustment[]): void {
  const [first] = adjustments;
  if (!first) return;
  const list = adjustments.map(({ param, action, reason }) => `\`${param}\` would be ${action}: ${reason}`).join(' ');
  throw new AppError('unsupported_parameter', `With \`strict_params\` nothing is adjusted, but ${list}`, {
    param: first.param,
    details: { adjustments },
  });
}
