import { AppError } from '#lib/errors.ts';
import type { Translated, TranslateOptions } from '#lib/gateway/core/dialect.ts';
import type { Adjustment } from '#lib/gateway/messages/adjustment.ts';
import type {
  CacheControl,
  ContentBlock,
  MessagesRequest,
  OutputConfig,
  TextBlock,
  ToolChoice,
} from '#lib/gateway/messages/request.ts';
import { type CacheTtl, measureRequest } from '#lib/gateway/messages/worst-case.ts';
import { type AnswerPlan, JSON_TOOL_NAME } from '../answer-plan.ts';
import { REPEAT_TOKENS } from '../json-repair.ts';
import type { Traced } from '../places.ts';
import type { ChatRequest } from '../schema/request.ts';
import { type Conversation, type Ending, finishMessages, translateMessages } from './conversation.ts';
import type { FieldNames } from './field-names.ts';
import { decideFormat, type FormatDecision } from './response-format.ts';
import { type Settings, toSettings } from './settings.ts';
import { decideThinking, type ThinkingDecision } from './thinking.ts';
import { LONGEST_WHOLE_ANSWER, toThinkingInput } from './thinking-wish.ts';
import { type DeclaredTools, decideToolChoice, isForced, type ToolDecision, translateTools } from './tools.ts';
import {
  type AdjustmentLog,
  type Breakpoint,
  fromInput,
  openTranslation,
  type Translation,
  textBlock,
} from './translation.ts';

export type TranslatedRequest = Translated<AnswerPlan>;

/**
 * Translates a chat completion request to Anthropic's Messages API, with the plan for the answer's translators.
 * @throws AppError when the request cannot mean anything upstream, or with `strict_params` when anything was adjusted.
 */
export const translateRequest = (chat: ChatRequest, options: TranslateOptions): TranslatedRequest =>
  translate(chat, options, openTranslation(options.model));

/** Translates again, noting the origin of each block. */
export function traceRequest(chat: ChatRequest, options: TranslateOptions): Traced {
  const origins = new Map<object, string>();
  const { body } = translate(chat, options, { ...openTranslation(options.model), origins });
  return { body, origins };
}

function translate(chat: ChatRequest, options: TranslateOptions, translation: Translation): TranslatedRequest {
  const decisions = decide(chat, translation);
  const offer = offerTools(decisions, translation);
  const ending = endingOf(decisions, offer);
  finishMessages(decisions.conversation.messages, ending, translation);
  const settings = toSettings(chat, ending.isThinking, translation);
  const body = buildBody(chat, { ...decisions, offer, settings }, options);
  const cacheTtl = limitBreakpoints(body, translation.log);
  const bound = measureRequest(body, cacheTtl, options.model);
  const adjustments = translation.log.entries;
  if (chat.strict_params) refuseAdjustments(adjustments);
  const plan = { ...toPlan(decisions, translation), emulatedStops: settings.stops.emulated };
  // Only a whole answer can be repeated.
  const repeatTokens = plan.json === 'object' && !chat.stream ? body.max_tokens + REPEAT_TOKENS : 0;
  return { body, plan, adjustments, bound, repeatTokens };
}

interface Decisions {
  declared: DeclaredTools;
  choice: ToolDecision;
  conversation: Conversation;
  thinking: ThinkingDecision;
  outputLimit: number;
  format: FormatDecision;
}

const TEXT: FormatDecision = { json: 'text' };

/** Makes the decisions that depend on several fields, in the order in which one limits the next. */
function decide(chat: ChatRequest, translation: Translation): Decisions {
  const declared = translateTools(chat, translation);
  const choice = decideToolChoice(chat, declared, translation);
  const conversation = translateMessages(chat.messages, translation);
  const conflict = { isForced: isForced(choice.choice), isUnthoughtLoop: conversation.isUnthoughtLoop };
  const input = toThinkingInput(chat, conflict, translation);
  const thinking = decideThinking(input, translation);
  const formatInput = { hasTools: choice.tools.length > 0, isThinking: thinking.isOn };
  const format = chat.response_format ? decideFormat(chat.response_format, formatInput, translation) : TEXT;
  return { declared, choice, conversation, thinking, outputLimit: input.outputLimit, format };
}

function endingOf({ thinking, format }: Decisions, { tool_choice }: Offer): Ending {
  const isPlainAnswer = !thinking.isOn && format.json === 'text' && !format.schema && !isForced(tool_choice);
  return { isThinking: thinking.isOn, isPlainAnswer };
}

interface Parts extends Decisions {
  offer: Offer;
  settings: Settings;
}

function buildBody(chat: ChatRequest, parts: Parts, options: TranslateOptions): MessagesRequest {
  const { choice, conversation, format, thinking, outputLimit, offer, settings } = parts;
  const { system, messages } = conversation;
  const stops = settings.stops.sent;
  const instructions = [choice.instruction, format.instruction].filter((text) => text !== undefined).map(textBlock);
  return {
    model: options.upstreamModel ?? options.model.upstreamIds.anthropic,
    max_tokens: outputLimit,
    messages,
    ...withSystem([...system, ...instructions]),
    ...offer,
    ...settings.sampling,
    ...(thinking.config && { thinking: thinking.config }),
    ...withOutput(thinking, format),
    ...(options.userId !== undefined && { metadata: { user_id: options.userId } }),
    ...settings.tier,
    ...(chat.cache_control && { cache_control: fromInput(chat.cache_control) }),
    ...((chat.stream || outputLimit > LONGEST_WHOLE_ANSWER) && { stream: true }),
    ...(stops.length > 0 && { stop_sequences: stops }),
  };
}

type Offer = Pick<MessagesRequest, 'tools' | 'tool_choice'>;

/** The customer's tools, or bare ones from the history, which upstream wants defined; and the hidden JSON tool. */
function offerTools({ declared, choice: { tools, choice }, format }: Decisions, { log }: Translation): Offer {
  const isUndeclared = tools.length === 0;
  const known = isUndeclared ? declared.used : tools;
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
  includesReasoning: decisions.thinking.isShown,
  json: decisions.format.json,
  usesLegacyFunctions: decisions.declared.usesLegacyFunctions,
  customTools: decisions.declared.custom,
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

const MAX_BREAKPOINTS = 4;

/**
 * Keeps the last four breakpoints, of which automatic caching counts as one, and returns the longest lifetime.
 * @throws AppError when a breakpoint of one hour follows one of five minutes, which upstream refuses.
 */
function limitBreakpoints(body: MessagesRequest, log: AdjustmentLog): CacheTtl {
  const automatic = body.cache_control ? [body.cache_control] : [];
  const explicit = breakpointsOf(body);
  const surplus = explicit.length + automatic.length - MAX_BREAKPOINTS;
  if (surplus > 0) {
    for (const block of explicit.splice(0, surplus)) delete block.cache_control;
    log.note('cache_control', 'dropped', 'At most four cache breakpoints are possible: the last four were kept.');
  }
  return longestTtl([...explicit.map((block) => block.cache_control as CacheControl), ...automatic]);
}

/** Returns breakpoints in the order in which the prompt is cached: tools, system, messages. */
function breakpointsOf({ tools = [], system = [], messages }: MessagesRequest): Breakpoint[] {
  const found: Breakpoint[] = [...tools, ...system].filter((block) => block.cache_control);
  for (const message of messages) {
    for (const block of message.content) if (isBreakpoint(block)) found.push(block);
  }
  return found;
}

const isBreakpoint = (
  block: ContentBlock,
): block is Exclude<ContentBlock, { type: 'thinking' | 'redacted_thinking' }> =>
  'cache_control' in block && block.cache_control !== undefined;

function longestTtl(controls: readonly CacheControl[]): CacheTtl {
  const ttls = controls.map((control) => control.ttl ?? '5m');
  if (ttls.lastIndexOf('1h') > ttls.indexOf('5m') && ttls.includes('5m')) {
    throw new AppError('invalid_value', 'Cache breakpoints of `1h` must come before those of `5m` in the prompt.', {
      param: 'cache_control',
    });
  }
  return ttls[0] ?? 'none';
}
