import { answer } from '../answer.ts';
import { parseBody, readBody } from '../body.ts';
import { ApiError } from '../errors.ts';
import { type Exchange, whenClosed } from '../exchange.ts';
import { newWireId } from '../ids.ts';
import type { Reply } from '../message.ts';
import { type Scenario, scenarioOf } from '../scenario.ts';
import { sendStream } from '../send-stream.ts';
import { sendWhole } from '../send-whole.ts';
import { countPrompt } from '../tokens.ts';
import { type Accepted, acceptMessages } from '../validate/validate.ts';

function failIfAsked({ error }: Scenario, { state }: Exchange, body: string): void {
  if (error && (error.times === undefined || state.attempts.count(body) <= error.times)) throw new ApiError(error.form);
}

function replyTo({ request, model }: Accepted, scenario: Scenario, { state }: Exchange): Reply {
  return {
    id: newWireId('msg'),
    model: request.model,
    promptTokens: countPrompt(request),
    cache: state.cache.use(request, model),
    answer: answer(request, model, scenario),
    override: scenario.usage,
  };
}

/** `POST /v1/messages` */
export async function postMessages(exchange: Exchange): Promise<void> {
  const body = await readBody(exchange);
  const accepted = acceptMessages(parseBody(body));
  const scenario = scenarioOf(accepted.request);
  failIfAsked(scenario, exchange, body);
  if (scenario.hangs) return whenClosed(exchange);
  const reply = replyTo(accepted, scenario, exchange);
  await (accepted.request.stream ? sendStream : sendWhole)(exchange, reply, scenario);
}
