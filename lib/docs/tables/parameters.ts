import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { ABSENT, type DocTable } from '../doc-table.ts';
import { DEFAULTS, type RequestField, requestJsonSchema, toTypeText } from '../json-schema.ts';

/** Every field of a chat completion request, from the schema that validates it. */
export async function parameterTable(locale: Locale): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  const { properties = {}, required = [] } = requestJsonSchema();
  const isRequired = (name: string) => (required as string[]).includes(name);
  return {
    caption: t('tables.parameters'),
    columns: [
      { name: t('columns.name') },
      { name: t('columns.type'), part: 'aside' },
      { name: t('columns.required'), part: 'flag' },
      { name: t('columns.default') },
      { name: t('columns.description'), part: 'text' },
    ],
    rows: REQUEST_ORDER.map((name) => [
      `\`${name}\``,
      `\`${toTypeText(properties[name] ?? {})}\``,
      isRequired(name) ? t('yes') : t('no'),
      DEFAULTS[name] === undefined ? ABSENT : `\`${DEFAULTS[name]}\``,
      t(`parameters.${name}`),
    ]),
    groups: [...PARAMETERS_BY_GROUP].map(([group, names]) => ({
      title: t(`parameterGroups.${group}`),
      count: names.length,
      isFolded: group === 'inert',
    })),
  };
}

type ParameterGroup = 'common' | 'further' | 'extensions' | 'inert';

/** The group of every request field, in the order of the page: common fields first, fields without effect last. */
const GROUPS = {
  model: 'common',
  messages: 'common',
  max_completion_tokens: 'common',
  max_tokens: 'common',
  temperature: 'common',
  stream: 'common',
  stream_options: 'common',
  stop: 'common',
  tools: 'common',
  tool_choice: 'common',
  response_format: 'common',
  reasoning_effort: 'common',
  top_p: 'further',
  n: 'further',
  parallel_tool_calls: 'further',
  functions: 'further',
  function_call: 'further',
  user: 'further',
  safety_identifier: 'further',
  metadata: 'further',
  service_tier: 'further',
  modalities: 'further',
  web_search_options: 'further',
  top_k: 'extensions',
  thinking: 'extensions',
  reasoning: 'extensions',
  include_reasoning: 'extensions',
  structured_outputs: 'extensions',
  cache_control: 'extensions',
  strict_params: 'extensions',
  include_adjustments: 'extensions',
  seed: 'inert',
  logprobs: 'inert',
  top_logprobs: 'inert',
  logit_bias: 'inert',
  frequency_penalty: 'inert',
  presence_penalty: 'inert',
  verbosity: 'inert',
  store: 'inert',
  prediction: 'inert',
  audio: 'inert',
  moderation: 'inert',
  prompt_cache_key: 'inert',
  prompt_cache_retention: 'inert',
  prompt_cache_options: 'inert',
} as const satisfies Record<RequestField, ParameterGroup>;

const REQUEST_ORDER = Object.keys(GROUPS) as RequestField[];

export const PARAMETERS_BY_GROUP: ReadonlyMap<ParameterGroup, readonly RequestField[]> = Map.groupBy(
  REQUEST_ORDER,
  (name) => GROUPS[name],
);
