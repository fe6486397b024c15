import { AppError } from '#lib/errors.ts';
import type { MessagesRequest } from './anthropic/request.ts';
import type { MessagesResponse } from './anthropic/response.ts';
import type { ChatCompletion } from './openai/response.ts';
import type { Order } from './order.ts';
import { translateResponse } from './translate/response.ts';

const REPEAT =
  'That was not one JSON object. Repeat the answer as exactly one JSON object: no code fence, no commentary.';

interface Answered {
  completion: ChatCompletion;
  message: MessagesResponse;
  order: Pick<Order, 'head' | 'translated'>;
  /** Asks upstream once more. */
  repeat(body: MessagesRequest): Promise<MessagesResponse>;
}

/**
 * Keeps the promise of `json_object`: an answer that is no JSON object is asked for once more, at our expense.
 * @throws AppError when the second is none either, so that nobody pays for it
 */
export async function ensureJsonObject({ completion, message, order, repeat }: Answered): Promise<ChatCompletion> {
  const { head, translated } = order;
  const { plan, body } = translated;
  if (plan.json !== 'object' || !needsRepair(completion)) return completion;
  const repaired = translateResponse(await repeat(toRepairRequest(body, message)), { head, plan });
  if (needsRepair(repaired))
    throw new AppError(
      'upstream_error',
      'The model did not answer with a JSON object. You were not charged. Please retry.',
    );
  return { ...completion, choices: repaired.choices };
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
