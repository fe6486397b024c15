import type { Thinking as ThinkingAbility } from '#lib/models/model.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import type { ChatRequest, ReasoningEffort } from '../schema/request.ts';
import type { Translation } from './translation.ts';

/** The customer's request for thinking, from any of the three spellings. */
export interface ThinkingWish {
  mode: 'default' | 'off' | 'on';
  effort?: ThinkingEffort;
  budgetTokens?: number;
  /** Think, but do not show it. */
  isHidden: boolean;
  /** Show it, also where the model thinks unasked. */
  isShown: boolean;
  /** The field to name in a report. */
  param: 'thinking' | 'reasoning' | 'reasoning_effort';
}

export type ThinkingEffort = Exclude<ReasoningEffort, 'none'>;

/** A wish that the model can meet, and the limit of the answer's tokens, which includes thinking. */
export interface ThinkingInput {
  wish: ThinkingWish;
  outputLimit: number;
}

/** Parts of the request that may exclude thinking. */
interface Conflict {
  isForced: boolean;
  isUnthoughtLoop: boolean;
}

export function toThinkingInput(chat: ChatRequest, conflict: Conflict, translation: Translation): ThinkingInput {
  const wish = withoutConflict(readThinkingWish(chat), conflict, translation);
  return { wish, outputLimit: toOutputLimit(chat, mayThink(wish, translation), translation) };
}

/** The most specific spelling decides; an effort in another one adds to it. */
export function readThinkingWish(chat: ChatRequest): ThinkingWish {
  const { thinking, reasoning } = chat;
  const sight = readSight(chat);
  const level = reasoning?.effort ?? chat.reasoning_effort;
  const effort = level == null || level === 'none' ? {} : { effort: level };
  if (thinking) return { ...fromThinking(thinking), ...effort, ...sight, param: 'thinking' };
  if (reasoning && says(reasoning)) return { ...fromReasoning(reasoning), ...effort, ...sight, param: 'reasoning' };
  return { mode: modeOf(level), ...effort, ...sight, param: 'reasoning_effort' };
}

/** Clients of OpenRouter send `include_reasoning` with every request, so it does not turn thinking on. */
function readSight({ reasoning, include_reasoning }: ChatRequest): Pick<ThinkingWish, 'isHidden' | 'isShown'> {
  const isHidden = reasoning?.exclude ?? include_reasoning === false;
  return { isHidden, isShown: !isHidden && include_reasoning === true };
}

type Thinking = NonNullable<ChatRequest['thinking']>;
type Reasoning = NonNullable<ChatRequest['reasoning']>;
type Reading = Pick<ThinkingWish, 'mode' | 'budgetTokens'>;

function fromThinking(thinking: Thinking): Reading {
  if (thinking.type === 'enabled') return withBudget(thinking.budget_tokens);
  return { mode: thinking.type === 'adaptive' ? 'on' : 'off' };
}

const says = ({ effort, max_tokens, enabled }: Reasoning): boolean => (effort ?? max_tokens ?? enabled) != null;

function fromReasoning({ effort, max_tokens, enabled }: Reasoning): Reading {
  return enabled === false || effort === 'none' ? { mode: 'off' } : withBudget(max_tokens);
}

const withBudget = (tokens: number | null | undefined): Reading =>
  tokens == null ? { mode: 'on' } : { mode: 'on', budgetTokens: tokens };

function modeOf(level: ReasoningEffort | null | undefined): ThinkingWish['mode'] {
  if (level == null) return 'default';
  return level === 'none' ? 'off' : 'on';
}

/**
 * Returns the wish, unless another part of the request excludes it: a forced call, or a tool loop whose thinking was
 * not sent back, which manual thinking cannot enter.
 */
function withoutConflict(
  wish: ThinkingWish,
  { isForced, isUnthoughtLoop }: Conflict,
  { model, log }: Translation,
): ThinkingWish {
  if (wish.mode !== 'on') return wish;
  const { thinking, forcedToolChoice } = model.abilities;
  const isForbidden = isForced && forcedToolChoice === 'not-with-thinking';
  if (!isForbidden && !(isUnthoughtLoop && thinking === 'manual')) return wish;
  log.note(wish.param, 'dropped', isForbidden ? PARAMETER_REASONS.forced_call_ends_thinking : UNTHOUGHT_LOOP);
  return { ...wish, mode: 'off' };
}

const UNTHOUGHT_LOOP = 'The tool loop came without its `reasoning_details`, so this model cannot think in it.';

/** Whether the model may think in this request, before the size of its budget is known. */
function mayThink({ mode }: ThinkingWish, { model }: Translation): boolean {
  const { thinking } = model.abilities;
  if (mode === 'on') return thinking !== 'none';
  return THINKS_BY_DEFAULT[thinking] && !(mode === 'off' && thinking === 'adaptive-default');
}

export const THINKS_BY_DEFAULT = {
  none: false,
  manual: false,
  adaptive: false,
  'adaptive-default': true,
  'between-tools': true,
  always: true,
} satisfies Record<ThinkingAbility, boolean>;

const DEFAULT_LIMIT = 1_024;
/** Thinking counts toward the limit, and could use up the smaller default. */
const DEFAULT_LIMIT_THINKING = 8_192;

/** Longer answers must be streamed from upstream, or its ten minutes for a whole answer may not suffice. */
export const LONGEST_WHOLE_ANSWER = 21_333;

/** `max_tokens` for upstream: the customer's, at most the model's, or the default. */
function toOutputLimit(chat: ChatRequest, mayThink: boolean, { model, log }: Translation): number {
  const { max_completion_tokens: newer, max_tokens: older } = chat;
  if (newer != null && older != null && newer !== older) {
    log.note('max_tokens', 'dropped', PARAMETER_REASONS.max_completion_wins);
  }
  const wanted = newer ?? older;
  if (wanted == null) return Math.min(mayThink ? DEFAULT_LIMIT_THINKING : DEFAULT_LIMIT, model.maxOutputTokens);
  if (wanted <= model.maxOutputTokens) return wanted;
  const param = newer == null ? 'max_tokens' : 'max_completion_tokens';
  log.note(param, 'clamped', PARAMETER_REASONS.clamped_to_limit);
  return model.maxOutputTokens;
}
