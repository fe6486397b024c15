import { ERROR_FORMS } from './errors.ts';
import { type Exchange, sendError, sendJson } from './exchange.ts';
import { type Reply, toMessage } from './message.ts';
import type { Scenario } from './scenario.ts';
import { endBadly } from './send-stream.ts';

/** Sends an answer as one JSON body. A fault of the stream strikes in the middle of the body, or as an error status. */
export async function sendWhole(exchange: Exchange, reply: Reply, { fault, pace }: Scenario): Promise<void> {
  const { response, state } = exchange;
  if (fault?.kind === 'error') return sendError(exchange, fault.form ?? ERROR_FORMS['529']);
  if (pace) {
    const closed = new AbortController();
    response.once('close', () => closed.abort());
    await state.sleep(pace.chunks * pace.delayMs, closed.signal);
  }
  const message = toMessage(reply);
  if (!fault) return sendJson(exchange, message);
  const text = JSON.stringify(message);
  response.writeHead(200, { 'content-type': 'application/json' });
  await endBadly(exchange, fault.kind, text.slice(0, text.length / 2));
}
