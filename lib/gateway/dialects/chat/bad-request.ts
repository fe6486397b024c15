import type { ErrorCode } from '#lib/errors.ts';
import { type ModelNames, scrub } from '#lib/gateway/messages/scrub.ts';
import type { Places } from './places.ts';

/** Part of a refused request that we can leave out, so that upstream accepts it. */
export type Obstacle = 'thinking' | 'sampling';

/** A refused request in the customer's terms. */
export interface BadRequest {
  code: ErrorCode;
  message: string;
  param?: string;
  obstacle?: Obstacle;
}

/** The customer's names for models and fields. Without `places`, nothing of their request is known. */
export interface Customer extends ModelNames {
  places?: Places;
}

interface Rule {
  pattern: RegExp;
  code: ErrorCode;
  /** The field at fault where upstream names none. */
  param: string;
  /** Our own sentence; without one, upstream's is shown scrubbed. */
  message?: string | ((upstream: string) => string);
  obstacle?: Obstacle;
}

/** Upstream's known sentences, in the order they are tried. Clients search ours for the phrases OpenAI and Anthropic use. */
const RULES: readonly Rule[] = [
  {
    pattern: /prompt is too long|input length and `?max_tokens`? exceed context limit/i,
    code: 'context_length_exceeded',
    param: 'messages',
    message: toOverflow,
  },
  { pattern: /^max_tokens:/i, code: 'invalid_value', param: 'max_tokens' },
  {
    pattern: /text content blocks must (?:be non-empty|contain non-whitespace)/i,
    code: 'invalid_value',
    param: 'messages',
    message: 'A message has no text.',
  },
  {
    pattern: /does not support assistant message prefill/i,
    code: 'unsupported_value',
    param: 'messages',
    message: 'This model cannot continue an assistant message: end `messages` with a user or tool message.',
  },
  {
    pattern: /`?(?:temperature|top_p|top_k)`?.*(?:is deprecated for this model|cannot both be specified)/i,
    code: 'unsupported_value',
    param: 'temperature',
    message: 'This model does not accept these sampling parameters: leave them out.',
    obstacle: 'sampling',
  },
  {
    pattern: /tool_use`? ids were found without|unexpected `?tool_use_id|without `?tool_result/i,
    code: 'invalid_value',
    param: 'messages',
    message:
      "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id', and to no other.",
  },
  {
    pattern: /output_config\.format|output format|response schema/i,
    code: 'invalid_json_schema',
    param: 'response_format',
  },
  {
    pattern: /JSON schema is invalid/i,
    code: 'invalid_json_schema',
    param: 'tools',
    message: 'Invalid schema for function: it is not valid in JSON Schema draft 2020-12.',
  },
  { pattern: /input_schema|schema is too complex/i, code: 'invalid_json_schema', param: 'tools' },
  {
    pattern:
      /image.*(?:media type|exceed|could not process|unable to download)|(?:could not process|unable to download).*image|specified using the image\//i,
    code: 'invalid_image',
    param: 'messages',
  },
  {
    pattern: /tool_choice/i,
    code: 'unsupported_value',
    param: 'tool_choice',
    message: 'This model does not accept this `tool_choice` here: use `auto` or `none`.',
  },
  {
    pattern: /does not support effort level/i,
    code: 'unsupported_value',
    param: 'reasoning_effort',
    message: 'This model does not accept this `reasoning_effort`.',
  },
  {
    pattern:
      /invalid `?signature`? in `?thinking`? block|`?thinking`? (?:or `?redacted_thinking`? )?blocks?.*cannot be modified/i,
    code: 'invalid_value',
    param: 'messages',
    message:
      'The `reasoning_details` sent back were changed or belong to another conversation: send them unchanged or not at all.',
    obstacle: 'thinking',
  },
  {
    pattern: /user_id appears to contain/i,
    code: 'invalid_value',
    param: 'user',
    message: '`user` must not identify a person: send an opaque id.',
  },
];

/** Upstream's parameters by the customer's names, for when nothing of the request is known. */
const PARAMS: Readonly<Record<string, string>> = {
  messages: 'messages',
  system: 'messages',
  max_tokens: 'max_tokens',
  temperature: 'temperature',
  top_p: 'top_p',
  top_k: 'top_k',
  stop_sequences: 'stop',
  tools: 'tools',
  tool_choice: 'tool_choice',
  thinking: 'reasoning_effort',
  output_config: 'response_format',
  metadata: 'user',
  cache_control: 'cache_control',
  service_tier: 'service_tier',
};

const UNEXPLAINED = 'The model refused this request as invalid.';

/** Converts upstream's 400 to OpenAI's terms: a known text by its rule, an unknown one scrubbed. */
export function toBadRequest(reply: { message: string; errorCode: string | null }, customer: Customer): BadRequest {
  if (reply.errorCode === 'image_dimensions_too_large')
    return {
      code: 'invalid_image',
      param: 'messages',
      message: 'The image dimensions exceed the maximum: an image has too many pixels.',
    };
  const rule = RULES.find(({ pattern }) => pattern.test(reply.message));
  const { path, text } = readPath(reply.message);
  const place = path && findPlace(path, customer);
  const param = place ?? (rule && findField(rule.param, customer));
  const said = toSentence(rule, text, customer);
  const message = place === undefined ? said : `\`${place}\`: ${said}`;
  return {
    code: rule?.code ?? 'invalid_value',
    message,
    ...(param && { param }),
    ...(rule?.obstacle && { obstacle: rule.obstacle }),
  };
}

function toSentence(rule: Rule | undefined, text: string, customer: Customer): string {
  if (typeof rule?.message === 'string') return rule.message;
  if (rule?.message) return rule.message(text);
  return scrub(withoutPaths(text, customer), customer) ?? UNEXPLAINED;
}

const findPlace = (path: readonly string[], { places }: Customer): string | undefined =>
  places ? places.find(path) : PARAMS[path[0] ?? ''];

/** The field, unless the customer did not send it. */
const findField = (field: string, { places }: Customer): string | undefined => (places ? places.sent(field) : field);

/** `tools.0.custom.input_schema: …`; names in it may hold anything but a colon. */
const PATH = /^([a-z_]+)((?:\.[^:]{1,200})?): +/;

function readPath(message: string): { path: string[] | undefined; text: string } {
  const [whole = '', root = '', rest = ''] = PATH.exec(message) ?? [];
  if (!Object.hasOwn(PARAMS, root)) return { path: undefined, text: message };
  return { path: [root, ...rest.split('.').slice(1)], text: message.slice(whole.length) };
}

const INNER_PATH = /\b(?:messages|tools|system|output_config|metadata)\.[\w$.-]*\w/g;
/** Upstream's terms that customers know by other names. */
const OTHER_WORDS: readonly [RegExp, string][] = [
  [/\binput_schema\b/g, 'parameters'],
  [/\btool_use_id\b/g, 'tool_call_id'],
  [/\bstop_sequences\b/g, 'stop'],
  [/\boutput_config\b/g, 'response_format'],
];

function withoutPaths(text: string, customer: Customer): string {
  const found = text.replace(INNER_PATH, (path) => findPlace(path.split('.'), customer) ?? 'the request');
  return OTHER_WORDS.reduce((said, [word, other]) => said.replace(word, other), found);
}

/** Uses the phrases that agents look for to shorten a conversation. */
function toOverflow(upstream: string): string {
  const [, tokens, most] = /(\d+) tokens > (\d+)/.exec(upstream) ?? [];
  if (tokens) return `${maximum(most)}, but the prompt is too long: ${tokens} tokens > ${most} maximum. ${REDUCE}`;
  const [, input, output, window] = /(\d+) \+ (\d+) > (\d+)/.exec(upstream) ?? [];
  if (input)
    return `${maximum(window)}, but the prompt is too long: ${input} tokens, and ${output} for the answer. ${REDUCE}`;
  return `The prompt is too long for the maximum context length of this model. ${REDUCE}`;
}

const maximum = (tokens: string | undefined): string => `This model's maximum context length is ${tokens} tokens`;
const REDUCE = 'Please reduce the length of the messages.';
