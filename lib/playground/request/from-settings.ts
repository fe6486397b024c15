import type { Settings } from '../document.ts';
import type { ReasoningEffort, Thinking } from '../wire.ts';
import type { FieldReader } from './field-reader.ts';
import { isObject } from './json-text.ts';

const EFFORTS: readonly ReasoningEffort[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

export function readSettings(fields: FieldReader): Settings {
  return present({
    max_tokens: readLimit(fields),
    temperature: fields.number('temperature'),
    top_p: fields.number('top_p'),
    top_k: fields.number('top_k'),
    stop: readStops(fields),
    ...readThinking(fields),
    include_reasoning: fields.flag('include_reasoning'),
    parallel_tool_calls: fields.flag('parallel_tool_calls'),
    service_tier: readTier(fields),
    user: readUser(fields),
    metadata: readMetadata(fields),
    strict_params: fields.flag('strict_params'),
  });
}

const present = (settings: Settings): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

/** The newer name takes precedence, as on the API. */
function readLimit(fields: FieldReader): number | undefined {
  const older = fields.number('max_tokens');
  const newer = fields.number('max_completion_tokens');
  if (newer !== undefined) fields.note('max_completion_tokens', 'changed');
  return newer ?? older;
}

function readStops(fields: FieldReader): string[] | undefined {
  const stop = fields.any('stop');
  if (typeof stop === 'string') return [stop];
  if (stop === undefined) return undefined;
  if (Array.isArray(stop) && stop.every((one) => typeof one === 'string')) return stop;
  fields.note('stop', 'invalid');
  return undefined;
}

/** Reads Anthropic's `thinking`, OpenAI's effort, and OpenRouter's `reasoning`, which maps to the former two. */
function readThinking(fields: FieldReader): Pick<Settings, 'thinking' | 'reasoning_effort'> {
  const thinking = readSwitch(fields.object('thinking'));
  const effort = fields.oneOf('reasoning_effort', EFFORTS);
  const reasoning = fields.object('reasoning');
  if (!reasoning) return { thinking, reasoning_effort: effort };
  fields.note('reasoning', 'changed');
  const budget = reasoning.number('max_tokens');
  const isOn = reasoning.flag('enabled');
  const own = reasoning.oneOf('effort', EFFORTS);
  reasoning.finish(() => 'unsupported');
  return { thinking: thinking ?? toSwitch(budget, isOn), reasoning_effort: own ?? effort };
}

function readSwitch(fields: FieldReader | undefined): Thinking | undefined {
  const type = fields?.oneOf('type', ['enabled', 'adaptive', 'between_tools', 'disabled']);
  const budget = type === 'enabled' ? fields?.number('budget_tokens') : undefined;
  fields?.finish();
  if (type === 'enabled') return { type, ...(budget !== undefined && { budget_tokens: budget }) };
  return type && { type };
}

function toSwitch(budget: number | undefined, isOn: boolean | undefined): Thinking | undefined {
  if (isOn === false) return { type: 'disabled' };
  if (budget !== undefined) return { type: 'enabled', budget_tokens: budget };
  return isOn ? { type: 'adaptive' } : undefined;
}

function readTier(fields: FieldReader): Settings['service_tier'] {
  const tier = fields.text('service_tier');
  if (tier === 'auto' || tier === 'default') return tier;
  if (tier !== undefined) fields.note('service_tier', 'no_effect');
  return undefined;
}

function readUser(fields: FieldReader): string | undefined {
  const user = fields.text('user');
  const newer = fields.text('safety_identifier');
  if (newer !== undefined) fields.note('safety_identifier', 'changed');
  return user ?? newer;
}

function readMetadata(fields: FieldReader): Record<string, string> | undefined {
  const metadata = fields.any('metadata');
  if (metadata === undefined || isTexts(metadata)) return metadata;
  fields.note('metadata', 'invalid');
  return undefined;
}

const isTexts = (value: unknown): value is Record<string, string> =>
  isObject(value) && Object.values(value).every((one) => typeof one === 'string');
