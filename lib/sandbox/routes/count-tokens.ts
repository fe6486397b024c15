import { parseBody, readBody } from '../body.ts';
import { type Exchange, sendJson } from '../exchange.ts';
import { countPrompt } from '../tokens.ts';
import { acceptCountTokens } from '../validate/validate.ts';

/** `POST /v1/messages/count_tokens` */
export async function postCountTokens(exchange: Exchange): Promise<void> {
  const { request } = acceptCountTokens(parseBody(await readBody(exchange)));
  sendJson(exchange, { input_tokens: countPrompt(request) });
}
