import { toUsd } from '#lib/billing/money.ts';
import { toErrorReply } from '#lib/gateway/dialects/chat/error.ts';
import { isObject, parseJsonText } from '../request/json-text.ts';
import type { Ending } from './ending.ts';
import type { ObservedRun, TimedObservation } from './observed-run.ts';

interface EventStreamInput {
  run: ObservedRun;
  elapsedMs(): number;
  /** Null for runs without a receipt. */
  readEnding(): Promise<Ending | null>;
  /** Logs an error that is a bug of ours. */
  onFailure(error: unknown): void;
}

/** Streams a run as server-sent events in order: the request sent, both sides' events, and the end. */
export async function* toEventStream(input: EventStreamInput): AsyncGenerator<string, void> {
  const { run, elapsedMs, readEnding, onFailure } = input;
  const { requestId, texts } = run;
  let openai: unknown = null;
  const takeFrames = () =>
    run
      .takeObservations()
      .flatMap((one) => {
        if (one.kind === 'received') openai = parseJsonText(one.text);
        return toFrames(one, requestId, openai);
      })
      .join('');
  try {
    yield takeFrames();
    for await (const text of await texts) {
      const chunks = framesOf(text).flatMap((data) => toChunks(data, elapsedMs()));
      yield takeFrames() + chunks.join('') || KEEP_ALIVE;
    }
  } catch (error) {
    onFailure(error);
    yield takeFrames() + frame('problem', { error: errorOf(error, requestId) });
  } finally {
    // When the client leaves before the first text, the answer must still be ended.
    await texts.then(
      (answer) => answer[Symbol.asyncIterator]().return?.(),
      () => {},
    );
  }
  const ending = await readEnding().catch(() => null);
  if (ending) yield frame('settled', { receipt: ending.receipt, balance: toUsd(ending.balance) });
  yield frame('end', {});
}

const KEEP_ALIVE = ': keepalive\n\n';

const frame = (event: string, data: object): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

function toFrames(seen: TimedObservation, requestId: string, openai: unknown): string[] {
  switch (seen.kind) {
    case 'sent':
      return [frame('prepared', { requestId, openai, anthropic: seen.body, adjustments: seen.adjustments })];
    case 'events':
      return seen.events.map((event) =>
        frame('upstream', { t: seen.atMs, raw: `event: ${event.type}\ndata: ${JSON.stringify(event)}` }),
      );
    // Delivered texts are reported as they are sent.
    default:
      return [];
  }
}

/** The `data:` payloads of a text that consists of whole events. */
const framesOf = (text: string): string[] =>
  text.split('\n\n').flatMap((event) => (event.startsWith('data: ') ? [event.slice('data: '.length)] : []));

/** An error after the answer has begun is its last event. */
function toChunks(data: string, t: number): string[] {
  const value = data.startsWith('{"error"') ? parseJsonText(data) : null;
  const chunk = frame('chunk', { t, data });
  return isObject(value) ? [chunk, frame('problem', { error: value.error })] : [chunk];
}

function errorOf(error: unknown, requestId: string): unknown {
  const body = parseJsonText(toErrorReply(error, { requestId }).body);
  return isObject(body) ? body.error : {};
}
