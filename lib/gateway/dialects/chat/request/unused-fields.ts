import { editDistance } from '#lib/models/find.ts';
import { PARAMETER_REASONS } from '#lib/models/parameter-reasons.ts';
import { PARAMETERS, type ParameterName, treatmentOf } from '#lib/models/parameters.ts';
import { type ChatRequest, chatRequestSchema } from '../schema/request.ts';
import type { AdjustmentLog, Translation } from './translation.ts';

/** Values that ask for what happens anyway. Clients send them by default, so leaving them out changes nothing. */
const NEUTRAL: Partial<Record<keyof ChatRequest, unknown>> = {
  logprobs: false,
  top_logprobs: 0,
  frequency_penalty: 0,
  presence_penalty: 0,
  verbosity: 'medium',
  store: false,
  prompt_cache_retention: 'in_memory',
  include_reasoning: false,
  structured_outputs: false,
};

const isField = (name: ParameterName): name is ParameterName & keyof ChatRequest => !name.includes('.');
const PARAMETER_FIELDS = PARAMETERS.map(({ name }) => name).filter(isField);

/** Reports the parameters that no model has anything like. */
export function noteIgnored(chat: ChatRequest, { model, log }: Translation): void {
  for (const field of PARAMETER_FIELDS) {
    const value = chat[field];
    if (value == null || value === NEUTRAL[field] || isEmptyBias(field, value)) continue;
    const { treatment, reason } = treatmentOf(field, model);
    if (treatment === 'ignored') log.note(field, 'dropped', PARAMETER_REASONS[reason ?? 'no_equivalent']);
  }
}

const isEmptyBias = (field: string, value: object | unknown): boolean =>
  field === 'logit_bias' && typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** Names reach headers and receipts, so only few are repeated, and only such as could name a field. */
const MAX_NAMED = 8;
const PLAIN_NAME = /^[A-Za-z_][\w-]{0,47}(?:\.[A-Za-z_][\w-]{0,47}){0,5}$/;

const SYSTEM_MESSAGE = 'a message with the role `system`';

/** What Anthropic's Messages API and OpenAI's Responses API call otherwise. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['system', SYSTEM_MESSAGE],
  ['instructions', SYSTEM_MESSAGE],
  ['input', '`messages`'],
  ['prompt', '`messages`'],
  ['stop_sequences', '`stop`'],
  ['max_output_tokens', '`max_completion_tokens`'],
  ['max_tokens_to_sample', '`max_tokens`'],
  ['output_config', '`response_format`'],
  ['output_format', '`response_format`'],
  ['text', '`response_format`'],
]);

/** Reports the fields that this endpoint does not have: without a word, a misspelt `max_tokens` would go unnoticed. */
export function noteUnknown(names: readonly string[], log: AdjustmentLog): void {
  const named = names.filter((name) => PLAIN_NAME.test(name)).slice(0, MAX_NAMED);
  for (const name of named) log.note(name, 'ignored', `This endpoint has no such field${adviceFor(name)}.`);
  const others = names.length - named.length;
  if (others > 0)
    log.note('*', 'ignored', `Fields that this endpoint does not have, and that are not listed: ${others}.`);
}

function adviceFor(name: string): string {
  const other = OTHER_NAMES.get(name);
  if (other) return `; use ${other} instead`;
  const near = nearestField(name);
  return near ? `; perhaps \`${near}\` is meant` : '';
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const KNOWN_FIELDS = Object.keys(chatRequestSchema.shape).map((name) => ({ name, letters: bare(name) }));

/** The field whose letters differ in at most one of five. */
function nearestField(name: string): string | undefined {
  const letters = bare(name);
  const most = Math.floor(letters.length / 5);
  return KNOWN_FIELDS.filter((field) => Math.abs(field.letters.length - letters.length) <= most)
    .map((field) => ({ name: field.name, distance: editDistance(field.letters, letters) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance)[0]?.name;
}
