import type { Model } from '#lib/models/model.ts';
import type { ParameterReason } from '#lib/models/parameter-reasons.ts';
import { type ParameterName, type ParameterRuling, type Treatment, treatmentOf } from '#lib/models/parameters.ts';
import type { Column, Message, Part } from '../document.ts';
import { appliesTo, controlsFor } from './controls.ts';

/** A request field that the model does not accept as it is. */
export interface Effect {
  parameter: ParameterName;
  effect: 'dropped' | 'refused' | 'changed' | 'lowered';
  reason: ParameterReason | null;
  /** The value sent instead, if any. */
  instead?: string;
}

/** Effects of switching a column to another model, known before anything is sent. */
export function effectsOfSwitch(column: Column, from: Model, to: Model): Effect[] {
  const before = new Set(effectsOf(column, from).map((effect) => JSON.stringify(effect)));
  return effectsOf(column, to).filter((effect) => !before.has(JSON.stringify(effect)));
}

/** Effects of the model on the column's request. */
export function effectsOf(column: Column, model: Model): Effect[] {
  return [
    ...usedBy(column).flatMap((parameter) => toEffect(parameter, treatmentOf(parameter, model))),
    ...limitEffect(column, model),
    ...effortEffect(column, model),
  ];
}

const EFFECTS: Partial<Record<Treatment, Effect['effect']>> = {
  dropped: 'dropped',
  ignored: 'dropped',
  refused: 'refused',
  mapped: 'changed',
};

/** Mapped on every model, so not worth reporting. */
const ALWAYS_MAPPED = new Set<ParameterName>([
  'stop',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'user',
  'service_tier',
]);

function toEffect(parameter: ParameterName, { treatment, reason }: ParameterRuling): Effect[] {
  const effect = EFFECTS[treatment];
  return effect === undefined || ALWAYS_MAPPED.has(parameter) ? [] : [{ parameter, effect, reason }];
}

/** The request's fields, and after a dot those uses of a field that some models treat differently. */
function usedBy({ settings, messages, format, tools }: Column): ParameterName[] {
  const parts = messages.flatMap((message) => message.parts);
  const has = (...types: Part['type'][]) => parts.some(({ type }) => types.includes(type));
  const uses: Partial<Record<ParameterName, boolean>> = {
    'messages.image_url': has('image', 'image_url'),
    'messages.file': parts.some((part) => part.type === 'document' && part.file.mediaType === 'application/pdf'),
    'messages.prefill': messages.at(-1)?.role === 'assistant',
    'messages.system_between': hasSystemBetween(messages),
    'tool_choice.forced': tools.some(({ isOn }) => isOn) && isForced(settings.tool_choice),
    'response_format.json_object': format.type === 'json_object',
    'response_format.json_schema': format.type === 'json_schema',
  };
  const used = (Object.keys(uses) as ParameterName[]).filter((name) => uses[name]);
  return [...(Object.keys(settings) as ParameterName[]), ...used];
}

function hasSystemBetween(messages: readonly Message[]): boolean {
  const first = messages.findIndex(({ role }) => role !== 'system');
  return first !== -1 && messages.slice(first).some(({ role }) => role === 'system');
}

const isForced = (choice: Column['settings']['tool_choice']): boolean =>
  choice === 'required' || choice === 'any' || (typeof choice === 'object' && choice.type !== 'allowed_tools');

function limitEffect({ settings: { max_tokens } }: Column, { maxOutputTokens }: Model): Effect[] {
  if (max_tokens === undefined || max_tokens <= maxOutputTokens) return [];
  return [{ parameter: 'max_tokens', effect: 'lowered', reason: 'clamped_to_limit', instead: String(maxOutputTokens) }];
}

/** An effort that the model lacks is lowered to the next one it has. */
function effortEffect({ settings: { reasoning_effort: wanted } }: Column, model: Model): Effect[] {
  const { efforts } = model.abilities;
  const control = controlsFor(model).find(({ parameter }) => parameter === 'reasoning_effort');
  if (wanted === undefined || control?.kind !== 'choice' || control.options.includes(wanted)) return [];
  const reason = wanted === 'none' ? 'effort_never_off' : 'effort_to_adaptive';
  const lower = LADDER.slice(0, LADDER.indexOf(wanted)).findLast((effort) => efforts.some((known) => known === effort));
  return [{ parameter: 'reasoning_effort', effect: 'lowered', reason, ...(lower && { instead: lower }) }];
}

const LADDER: readonly string[] = ['minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** Parameters overridden by others in the request: sampling by thinking, and `top_p` by `temperature`. */
export function overruled({ settings }: Column, model: Model): Effect[] {
  const isThinking = model.abilities.thinking !== 'none' && thinks(settings);
  const isEither = model.abilities.sampling === 'either' && settings.temperature !== undefined;
  const yielding = [
    { parameter: 'temperature', reason: 'temperature_capped', yields: isThinking },
    { parameter: 'top_p', reason: 'top_p_yields', yields: isThinking || isEither },
    { parameter: 'top_k', reason: 'top_k_not_thinking', yields: isThinking },
  ] as const;
  return yielding
    .filter(({ parameter, yields }) => yields && parameter in settings && appliesTo(parameter, model))
    .map(({ parameter, reason }) => ({ parameter, effect: 'dropped', reason }));
}

function thinks({ thinking, reasoning_effort }: Column['settings']): boolean {
  if (thinking) return thinking.type === 'enabled' || thinking.type === 'adaptive';
  return reasoning_effort !== undefined && reasoning_effort !== 'none';
}
