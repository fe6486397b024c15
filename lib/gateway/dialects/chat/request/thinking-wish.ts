import type { Effort } from '#lib/models/model.ts';
import type { ReasoningEffort } from '../schema/answer-options.ts';
import type { ChatRequest } from '../schema/request.ts';

/** What the customer asked of thinking, whichever of the three spellings was used. */
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

/** Tokens of thinking an effort is worth, for models that want a budget. */
export const BUDGETS = {
  minimal: 1_024,
  low: 2_048,
  medium: 4_096,
  high: 16_384,
  xhigh: 32_000,
  max: 32_000,
} satisfies Record<ThinkingEffort, number>;

/** The effort a budget is worth, for models that want an effort. */
export function effortFor(budgetTokens: number): Effort {
  const efforts = ['low', 'medium', 'high'] as const;
  return efforts.find((effort) => budgetTokens <= BUDGETS[effort]) ?? 'xhigh';
}

/** The most particular spelling decides; an effort in another one adds to it. */
export function readThinkingWish(chat: ChatRequest): ThinkingWish {
  const { thinking, reasoning } = chat;
  const sight = readSight(chat);
  const level = reasoning?.effort ?? chat.reasoning_effort;
  const effort = level == null || level === 'none' ? {} : { effort: level };
  if (thinking) return { ...fromThinking(thinking), ...effort, ...sight, param: 'thinking' };
  if (reasoning && says(reasoning)) return { ...fromReasoning(reasoning), ...effort, ...sight, param: 'reasoning' };
  return { mode: modeOf(level), ...effort, ...sight, param: 'reasoning_effort' };
}

/** Clients of OpenRouter send `include_reasoning` with every request, so it makes no model think that would not have. */
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
