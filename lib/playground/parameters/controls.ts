import type { Effort, Model, Thinking as ThinkingAbility } from '#lib/models/model.ts';
import { treatmentOf } from '#lib/models/parameters.ts';
import type { Parameter, Settings } from '../document.ts';
import type { Thinking } from '../wire.ts';

/** The input for a parameter on a model. `initial` is its value when it is switched on. */
export type Control = { parameter: Parameter; initial: Settings } & (
  | { kind: 'number'; min: number; max: number | null; step: number }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'thinking'; options: readonly Thinking['type'][]; budget: { min: number; max: number } | null }
  | { kind: 'switch' | 'texts' | 'text' | 'pairs' | 'tools' }
);

/** Anthropic's minimum; the API rejects less. */
const SMALLEST_BUDGET = 1_024;
/** The API's output limit when a request sets none. */
const DEFAULT_MAX_TOKENS = 1_024;

/** The parameters that the model supports, in display order. */
export function controlsFor(model: Model): Control[] {
  return ALL.flatMap((build) => build(model)).filter(({ parameter }) => appliesTo(parameter, model));
}

export function appliesTo(parameter: Parameter, model: Model): boolean {
  const { treatment } = treatmentOf(parameter, model);
  return treatment === 'accepted' || treatment === 'mapped';
}

const ALL: readonly ((model: Model) => Control[])[] = [
  ({ maxOutputTokens }) => [
    {
      ...{ parameter: 'max_tokens', kind: 'number', min: 1, max: maxOutputTokens, step: 1 },
      initial: { max_tokens: Math.min(DEFAULT_MAX_TOKENS, maxOutputTokens) },
    },
  ],
  () => [{ parameter: 'temperature', kind: 'number', min: 0, max: 1, step: 0.05, initial: { temperature: 1 } }],
  () => [{ parameter: 'top_p', kind: 'number', min: 0, max: 1, step: 0.01, initial: { top_p: 0.99 } }],
  () => [{ parameter: 'top_k', kind: 'number', min: 1, max: null, step: 1, initial: { top_k: 40 } }],
  () => [{ parameter: 'stop', kind: 'texts', initial: { stop: [] } }],
  effortControl,
  thinkingControl,
  () => [{ parameter: 'include_reasoning', kind: 'switch', initial: { include_reasoning: true } }],
  () => [{ parameter: 'tool_choice', kind: 'tools', initial: { tool_choice: 'auto' } }],
  () => [{ parameter: 'parallel_tool_calls', kind: 'switch', initial: { parallel_tool_calls: false } }],
  () => [{ parameter: 'cache_control', kind: 'choice', options: ['5m', '1h'], initial: { cache_control: '5m' } }],
  () => [
    { parameter: 'service_tier', kind: 'choice', options: ['auto', 'default'], initial: { service_tier: 'default' } },
  ],
  () => [{ parameter: 'user', kind: 'text', initial: { user: '' } }],
  () => [{ parameter: 'metadata', kind: 'pairs', initial: { metadata: {} } }],
  () => [{ parameter: 'strict_params', kind: 'switch', initial: { strict_params: true } }],
];

/** Models without effort levels map these to thinking budgets. */
const BUDGETED_EFFORTS: readonly Effort[] = ['low', 'medium', 'high', 'xhigh'];

function effortControl({ abilities: { thinking, efforts } }: Model): Control[] {
  const known = efforts.length > 0 ? efforts : BUDGETED_EFFORTS;
  const options = canBeOff(thinking) ? ['none', ...known] : known;
  return [{ parameter: 'reasoning_effort', kind: 'choice', options, initial: { reasoning_effort: 'medium' } }];
}

const canBeOff = (thinking: ThinkingAbility): boolean => thinking !== 'between-tools' && thinking !== 'always';

const FORMS = {
  none: [],
  manual: ['enabled', 'disabled'],
  adaptive: ['adaptive', 'disabled'],
  'adaptive-default': ['adaptive', 'disabled'],
  'between-tools': ['adaptive', 'between_tools'],
  always: ['adaptive'],
} as const satisfies Record<ThinkingAbility, readonly Thinking['type'][]>;

function thinkingControl({ abilities: { thinking }, maxOutputTokens }: Model): Control[] {
  const options = FORMS[thinking];
  if (thinking !== 'manual') {
    const initial: Settings = { thinking: { type: 'adaptive' } };
    return [{ parameter: 'thinking', kind: 'thinking', options, budget: null, initial }];
  }
  const budget = { min: SMALLEST_BUDGET, max: maxOutputTokens - 1 };
  const initial: Settings = { thinking: { type: 'enabled', budget_tokens: 4_096 } };
  return [{ parameter: 'thinking', kind: 'thinking', options, budget, initial }];
}
