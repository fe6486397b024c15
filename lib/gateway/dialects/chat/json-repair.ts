import { AppError } from '#lib/errors.ts';
import type { Order } from '#lib/gateway/core/prepare.ts';
import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import type { MessagesResponse, Usage } from '#lib/gateway/messages/response.ts';
import type { ChatCompletion } from './answer/completion.ts';

const REPEAT =
  'That was not one JSON object. Repeat the answer as exactly one JSON object: no code fence, no commentary.';

/** For `REPEAT` and the frame of the two turns that are added; the first answer comes on top. */
export const REPEAT_TOKENS = 128;

/** A whole answer, as upstream gave it and as the customer gets it. */
export interface WholeAnswer {
  /** All its tokens are counted, by us where upstream did not. */
  message: MessagesResponse;
  isEstimated: boolean;
  reported: Usage;
  completion: ChatCompletion;
  /** Upstream calls made. */
  attempts: number;
  /** What upstream reported of an answer that this one replaces. */
  discarded: Usage | null;
}

type Repeat = (body: MessagesRequest) => Promise<WholeAnswer>;

/**
 * Keeps the promise of `json_object`: an answer that is no JSON object is asked for once more. The customer pays for the
 * answer they get, and we for the other.
 * @throws AppError when the second is none either, so that nobody pays for it
 */
export async function ensureJsonObject(
  first: WholeAnswer,
  { translated }: Pick<Order, 'translated'>,
  repeat: Repeat,
): Promise<WholeAnswer> {
  const { plan, body } = translated;
  if (plan.json !== 'object' || !needsRepair(first.completion)) return first;
  const second = await repeat(toRepairRequest(body, first.message));
  if (needsRepair(second.completion))
    throw new AppError(
      'upstream_error',
      'The model did not answer with a JSON object. You were not charged. Please retry.',
    );
  return { ...second, attempts: first.attempts + second.attempts, discarded: first.reported };
}

/** Only an answer that ended by itself can be wrong: one that was cut, by `max_tokens` or `stop`, or refused says so. */
function needsRepair({ choices: [{ finish_reason, native_finish_reason, message }] }: ChatCompletion): boolean {
  const endedByItself = finish_reason === 'stop' && native_finish_reason !== 'stop_sequence';
  return endedByItself && !isJsonObject(message.content ?? '');
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function toRepairRequest(body: MessagesRequest, { content }: MessagesResponse): MessagesRequest {
  const said = content.flatMap((block) =>
    block.type === 'text' && block.text.trim() ? [{ type: 'text' as const, text: block.text }] : [],
  );
  const again = { role: 'user' as const, content: [{ type: 'text' as const, text: REPEAT }] };
  const answer = said.length > 0 ? [{ role: 'assistant' as const, content: said }] : [];
  return { ...body, messages: [...body.messages, ...answer, again] };
}
