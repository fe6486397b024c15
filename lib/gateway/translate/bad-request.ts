import type { ErrorCode } from '#lib/errors.ts';
import { type ModelNames, scrub } from './scrub.ts';

/** What we could change to make upstream accept the request, instead of refusing it. */
export type Remedy = 'drop_thinking' | 'drop_sampling';

/** A refused request in the customer's terms. */
export interface BadRequest {
  code: ErrorCode;
  message: string;
  param?: string;
  remedy?: Remedy;
}

interface Rule extends Omit<BadRequest, 'message'> {
  pattern: RegExp;
  /** Our own sentence; without one, upstream's is shown scrubbed. */
  message?: string;
}

/** Upstream's known sentences, in the order they are tried. */
const RULES: readonly Rule[] = [
  {
    pattern: /prompt is too long|input length and `?max_tokens`? exceed context limit/i,
    code: 'context_length_exceeded',
    param: 'messages',
    message: 'The messages are longer than the context of this model allows',
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
    message: 'This model does not accept this combination of sampling parameters: leave out `temperature` and `top_p`.',
    remedy: 'drop_sampling',
  },
  {
    pattern: /tool_use`? ids were found without|unexpected `?tool_use_id|without `?tool_result/i,
    code: 'invalid_value',
    param: 'messages',
    message:
      'Each of an assistant message’s `tool_calls` needs one `tool` message with its id right after it, and no other.',
  },
  { pattern: /output_config|output format|response schema/i, code: 'invalid_json_schema', param: 'response_format' },
  {
    pattern: /input_schema|JSON schema is invalid|schema is too complex/i,
    code: 'invalid_json_schema',
    param: 'tools',
  },
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
    remedy: 'drop_thinking',
  },
  {
    pattern: /user_id appears to contain/i,
    code: 'invalid_value',
    param: 'user',
    message: '`user` must not identify a person: send an opaque id.',
  },
];

/** Upstream's parameters by the customer's names; its own indexes are not the customer's, so only the first word counts. */
const PARAMS: Readonly<Record<string, string>> = {
  messages: 'messages',
  system: 'messages',
  max_tokens: 'max_tokens',
  temperature: 'temperature',
  top_p: 'top_p',
  top_k: 'top_k',
  stop_sequences: 'stop',
  tools: 'tools',
  thinking: 'reasoning_effort',
  metadata: 'user',
};

const PATH = /^([a-z_]+)((?:\.[\w-]+)*):\s+/;
const UNEXPLAINED = 'The model refused this request as invalid.';

/** Says upstream's 400 in OpenAI's words: a known text by its rule, an unknown one scrubbed. */
export function toBadRequest(reply: { message: string; errorCode: string | null }, names: ModelNames): BadRequest {
  if (reply.errorCode === 'image_dimensions_too_large')
    return { code: 'invalid_image', param: 'messages', message: 'An image has too many pixels.' };
  const rule = RULES.find(({ pattern }) => pattern.test(reply.message));
  const { text, param } = readPath(reply.message);
  const shown = scrub(text, names) ?? UNEXPLAINED;
  if (!rule) return { code: 'invalid_value', message: shown, ...(param && { param }) };
  const { code, remedy, message = shown } = rule;
  const counted = code === 'context_length_exceeded' ? `${message}${toCounts(reply.message)}.` : message;
  return { code, message: counted, ...(rule.param && { param: rule.param }), ...(remedy && { remedy }) };
}

function readPath(message: string): { text: string; param: string | undefined } {
  const match = PATH.exec(message);
  const param = PARAMS[match?.[1] ?? ''];
  return param && match ? { text: message.slice(match[0].length), param } : { text: message, param: undefined };
}

function toCounts(message: string): string {
  const match = /(\d+) tokens > (\d+)/.exec(message);
  return match ? `: ${match[1]} tokens, of ${match[2]} at most` : '';
}
