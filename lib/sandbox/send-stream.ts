import { ERROR_FORMS, errorBody } from './errors.ts';
import { eventsOf } from './events.ts';
import { type Exchange, whenClosed, write } from './exchange.ts';
import { toFrame } from './frames.ts';
import type { Reply } from './message.ts';
import type { Scenario } from './scenario.ts';

/** Frames of an unhurried stream travel together up to this many characters. */
const BATCH_LENGTH = 16_384;

type Fault = NonNullable<Scenario['fault']>;

/** What a directive does to a response whose first bytes are out. `rest` is what it still owes its reader. */
export async function endBadly(exchange: Exchange, kind: Fault['kind'], rest: string): Promise<void> {
  const { response } = exchange;
  if (kind === 'hang') {
    await write(exchange, rest);
    await whenClosed(exchange);
  } else if (kind === 'cut') {
    // Destroyed only once written: bytes still in memory would be lost, and the cut come too early.
    response.write(rest, () => response.destroy());
    if (rest === '') response.destroy();
  } else response.end(rest);
}

function closingFrames({ kind, form = ERROR_FORMS['529'] }: Fault, index: number, lineEnd: '\n' | '\r\n'): string {
  return kind === 'error' ? toFrame(errorBody(form), index, lineEnd) : '';
}

/** Sends an answer as server-sent events, at the pace and with the faults its scenario asks for. */
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
