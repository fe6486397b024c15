import { AppError } from '#lib/errors.ts';
import type { WholeAnswer } from '#lib/gateway/core/dialect.ts';
import type { MessagesRequest } from '#lib/gateway/messages/request.ts';
import type { MessagesResponse } from '#lib/gateway/messages/response.ts';
import type { ChatCompletion } from './answer/completion.ts';
import type { AnswerPlan } from './answer-plan.ts';

const REPEAT =
  'That was not one JSON object. Repeat the answer as exactly one JSON object: no code fence, no commentary.';

/** Tokens of `REPEAT` and of the frame of the two added turns, without the first answer. */
export const REPEAT_TOKENS = 128;

/** Returns the second call for an answer that breaks the promise of `json_object`; null when it keeps it. */
export function repeatFor(
  completion: ChatCompletion,
  message: MessagesResponse,
  { plan, body }: { plan: AnswerPlan; body: MessagesRequest },
): WholeAnswer['repeat'] {
  if (plan.json !== 'object' || !needsRepair(completion)) return null;
  return {
    body: toRepairRequest(body, message),
    failure: new AppError(
      'upstream_error',
      'The model did not answer with a JSON object. You were not charged. Please retry.',
    ),
  };
}

/** Only an answer that ended by itself can be wrong: a cut or refused answer says so in its finish reason. */
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
