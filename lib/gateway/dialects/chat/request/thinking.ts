import type { ThinkingConfig } from '#lib/gateway/messages/request.ts';
import type { Effort, Thinking } from '#lib/models/model.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { THINKS_BY_DEFAULT, type ThinkingEffort, type ThinkingInput, type ThinkingWish } from './thinking-wish.ts';
import type { Translation } from './translation.ts';

export interface ThinkingDecision {
  config?: ThinkingConfig;
  effort?: Effort;
  isOn: boolean;
  /** The customer sees the thinking. */
  isShown: boolean;
}

/** The model's own switches. */
type Switches = Pick<ThinkingDecision, 'config' | 'effort' | 'isOn'>;

const OFF: Switches = { isOn: false };
const SMALLEST_BUDGET = 1_024;
/** The share of the output limit that our own budgets may take, so that tokens are left for the answer. */
const BUDGET_SHARE = 0.8;

type Rule = (input: ThinkingInput, translation: Translation) => Switches;

const WHEN_OFF = {
  none: () => OFF,
  manual: () => OFF,
  adaptive: () => OFF,
  'adaptive-default': () => ({ config: { type: 'disabled' }, isOn: false }),
  'between-tools': (input, translation) => {
    noteNeverOff(input, translation);
    return { config: { type: 'between_tools' }, isOn: true };
  },
  always: (input, translation) => {
    noteNeverOff(input, translation);
    return { effort: 'low', isOn: true };
  },
} satisfies Record<Thinking, Rule>;

const WHEN_ON = {
  none: refuse,
  manual: enable,
  adaptive: adapt,
  'adaptive-default': adapt,
  'between-tools': adapt,
  always: adapt,
} satisfies Record<Thinking, Rule>;

/** Whether and how the model thinks. */
export function decideThinking(input: ThinkingInput, translation: Translation): ThinkingDecision {
  const { wish } = input;
  const switches = toSwitches(input, translation);
  return { ...switches, isShown: (wish.mode === 'on' || wish.isShown) && switches.isOn && !wish.isHidden };
}

/** Converts the wish to the form this model takes. The model's rules come last, for every spelling. */
function toSwitches(input: ThinkingInput, translation: Translation): Switches {
  const { thinking } = translation.model.abilities;
  switch (input.wish.mode) {
    case 'default':
      return byDefault(input, translation);
    case 'off':
      return WHEN_OFF[thinking](input, translation);
    case 'on':
      return WHEN_ON[thinking](input, translation);
  }
}

/** Newer models hide their thinking unless `display` is sent, which needs an explicit switch. */
function byDefault(input: ThinkingInput, translation: Translation): Switches {
  const { thinking } = translation.model.abilities;
  if (!THINKS_BY_DEFAULT[thinking]) return OFF;
  return input.wish.isShown ? adapt(input, translation) : { isOn: true };
}

function refuse({ wish }: ThinkingInput, { log }: Translation): Switches {
  log.note(wish.param, 'dropped', PARAMETER_REASONS.no_thinking);
  return OFF;
}

function noteNeverOff({ wish }: ThinkingInput, { log }: Translation): void {
  log.note(wish.param, 'mapped', PARAMETER_REASONS.effort_never_off);
}

function enable({ wish, outputLimit }: ThinkingInput, translation: Translation): Switches {
  if (outputLimit <= SMALLEST_BUDGET) {
    translation.log.note(wish.param, 'dropped', 'Thinking needs `max_tokens` above 1024 on this model.');
    return OFF;
  }
  return {
    config: { type: 'enabled', budget_tokens: toBudget(wish, outputLimit, translation), display: displayOf(wish) },
    ...toEffort(wish, translation),
    isOn: true,
  };
}

/** At least upstream's minimum, and below the output limit, which includes the budget. */
function toBudget({ budgetTokens, effort = 'medium', param }: ThinkingWish, outputLimit: number, { log }: Translation) {
  const wanted = budgetTokens ?? BUDGETS[effort];
  const most = budgetTokens === undefined ? Math.floor(outputLimit * BUDGET_SHARE) : outputLimit - 1;
  const budget = Math.max(SMALLEST_BUDGET, Math.min(wanted, most));
  if (budget !== wanted) log.note(param, 'clamped', 'The thinking budget was fitted between 1024 and `max_tokens`.');
  return budget;
}

function adapt({ wish }: ThinkingInput, translation: Translation): Switches {
  return { config: { type: 'adaptive', display: displayOf(wish) }, ...toEffort(wish, translation), isOn: true };
}

const displayOf = ({ isHidden }: ThinkingWish) => (isHidden ? 'omitted' : 'summarized');

const EFFORTS = {
  minimal: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  xhigh: 'xhigh',
  max: 'max',
} satisfies Record<ThinkingEffort, Effort>;
const LADDER: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];

/** The wished effort, or the next lower one the model has. */
function toEffort({ effort, budgetTokens, param }: ThinkingWish, { model, log }: Translation): { effort?: Effort } {
  const wanted = effort ? EFFORTS[effort] : budgetTokens === undefined ? undefined : effortFor(budgetTokens);
  const { efforts } = model.abilities;
  if (wanted === undefined || efforts.length === 0) return {};
  const rungs = LADDER.slice(0, LADDER.indexOf(wanted) + 1);
  const reached = rungs.findLast((rung) => efforts.includes(rung)) ?? efforts[0];
  if (reached !== wanted)
    log.note(param, 'mapped', `This model has no effort \`${wanted}\`, so \`${reached}\` was sent.`);
  return reached === undefined ? {} : { effort: reached };
}

/** Tokens of thinking an effort is worth, for models that want a budget. */
const BUDGETS = {
  minimal: 1_024,
  low: 2_048,
  medium: 4_096,
  high: 16_384,
  xhigh: 32_000,
  max: 32_000,
} satisfies Record<ThinkingEffort, number>;

/** The effort a budget is worth, for models that want an effort. */
function effortFor(budgetTokens: number): Effort {
  const efforts = ['low', 'medium', 'high'] as const;
  return efforts.find((effort) => budgetTokens <= BUDGETS[effort]) ?? 'xhigh';
}
