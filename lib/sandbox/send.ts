import { ERROR_FORMS, errorBody } from './errors.ts';
import { eventsOf, type WireEvent } from './events.ts';
import { type Exchange, sendError, sendJson, whenClosed, write } from './exchange.ts';
import { type Reply, toMessage } from './message.ts';
import type { Scenario } from './scenario.ts';

/** Frames of a stream without a set pace are sent together up to this many characters. */
const BATCH_LENGTH = 16_384;

type Fault = NonNullable<Scenario['fault']>;

/** Ends a response whose first bytes are sent with the given fault. `rest` is the part that is still unsent. */
async function endBadly(exchange: Exchange, kind: Fault['kind'], rest: string): Promise<void> {
  const { response } = exchange;
  if (kind === 'hang') {
    await write(exchange, rest);
    await whenClosed(exchange);
  } else if (kind === 'cut') {
    // Destroyed only after the write: unsent bytes would be lost, and the cut would come too early.
    response.write(rest, () => response.destroy());
    if (rest === '') response.destroy();
  } else response.end(rest);
}

function closingFrames({ kind, form = ERROR_FORMS['529'] }: Fault, index: number, lineEnd: '\n' | '\r\n'): string {
  return kind === 'error' ? toFrame(errorBody(form), index, lineEnd) : '';
}

/** Sends an answer as server-sent events, at the pace and with the faults of its scenario. */
export async function sendStream(exchange: Exchange, reply: Reply, scenario: Scenario): Promise<void> {
  const { response, state } = exchange;
  const { fault, pace } = scenario;
  const lineEnd = scenario.crlf ? '\r\n' : '\n';
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  if (pace || fault) response.flushHeaders();

  let batch = '';
  let index = 0;
  for (const event of eventsOf(reply, scenario)) {
    if (fault?.after === index) return endBadly(exchange, fault.kind, batch + closingFrames(fault, index, lineEnd));
    if (pace && event.type === 'content_block_delta') await state.sleep(pace.delayMs, closed.signal);
    batch += toFrame(event, index, lineEnd);
    index += 1;
    if (!pace && batch.length < BATCH_LENGTH) continue;
    if (!(await write(exchange, batch))) return;
    batch = '';
  }
  response.end(batch);
}

/** Sends an answer as one JSON body. A fault of the stream occurs in the middle of the body, or as an error status. */
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

const BLANKS = ' '.repeat(15);

/**
 * Upstream pads its data lines with 0 to 15 blanks before the last brace. Here the length decides, so it is repeatable.
 */
const padding = (json: string, index: number): string => BLANKS.slice(0, (json.length * 7 + index * 5) % 16);

/** An event as a frame of the stream; `index` is its position there. */
function toFrame(event: WireEvent, index: number, lineEnd: '\n' | '\r\n'): string {
  if (event.type === 'ping') return `event: ping${lineEnd}data: {"type": "ping"}${lineEnd}${lineEnd}`;
  const json = JSON.stringify(event);
  return `event: ${event.type}${lineEnd}data: ${json.slice(0, -1)}${padding(json, index)}}${lineEnd}${lineEnd}`;
}
