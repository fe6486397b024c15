import 'server-only';
import type { GatewayReply } from '../http.ts';
import { joinText } from '../messages/events.ts';
import { advance, NO_PROGRESS, type Progress, sumOf, usageSoFar } from '../messages/progress.ts';
import { NO_USAGE } from '../messages/usage.ts';
import { ask } from './ask.ts';
import type { Charge, Delivered } from './charge.ts';
import { toCustomerError } from './customer-error.ts';
import { toFailureEvent } from './failure-reply.ts';
import { countingOf, type PreparedRequest } from './prepare.ts';
import { startStream, withKeepAlive } from './start-stream.ts';

/** Silence after which the headers are sent early, so that no proxy on the way to the customer times out. */
const EARLY_HEADERS_MS = 10_000;
const KEEP_ALIVE_MS = 15_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * Answers with server-sent events. A failure before the first event is an HTTP error; a later one is the stream's last
 * event, and the stream does not look finished.
 */
export async function answerStreamed(
  prepared: PreparedRequest,
  charge: Charge,
  signal: AbortSignal,
): Promise<GatewayReply> {
  const { context, dialect } = prepared;
  const frames = await startStream(streamAnswer(prepared, charge, signal), {
    patienceMs: EARLY_HEADERS_MS,
    toLastEvent: (error) => toFailureEvent(error, { context, signal, dialect }),
  });
  return { status: 200, headers: { ...context.headers, ...HEADERS }, body: withKeepAlive(frames, KEEP_ALIVE_MS) };
}

/** Yields a text per network read, then settles the bill, and only then yields the end of the answer. */
async function* streamAnswer(
  prepared: PreparedRequest,
  charge: Charge,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const { context, dialect, model, observer, attempts } = prepared;
  const { lettersPerToken } = model.abilities;
  const seen: Seen = { progress: NO_PROGRESS, attempts: 0, firstTokenMs: null };
  try {
    const stream = await ask(prepared, (upstream, body) => upstream.stream(body, { signal, attempts }));
    seen.attempts = stream.attempts;
    const fold = dialect.openFold(prepared);
    for await (const events of stream) {
      observer?.({ kind: 'events', events }, context.elapsedMs());
      let frames = '';
      for (const event of joinText(events)) {
        if (seen.progress.envelope.isComplete) break;
        const progress = advance(seen.progress, event, lettersPerToken);
        frames += fold.push(event, progress);
        seen.progress = progress;
      }
      if (fold.hasDelivered) seen.firstTokenMs ??= context.elapsedMs();
      if (frames === '') continue;
      observer?.({ kind: 'delivered', text: frames }, context.elapsedMs());
      yield frames;
    }
    const end = fold.end(seen.progress);
    const { usage, isRefusedBeforeOutput } = usageSoFar(seen.progress, countingOf(prepared));
    const cost = await charge.complete(toDelivered(seen, prepared, end.finishReason), isRefusedBeforeOutput);
    const last = end.encode(usage ?? NO_USAGE, cost);
    observer?.({ kind: 'delivered', text: last }, context.elapsedMs());
    yield last;
  } catch (error) {
    if (signal.aborted && charge.isOpen) return; // the customer hung up while upstream was silent
    const told = toCustomerError(error, prepared);
    await charge.fail(told, knownOf(seen, prepared));
    throw told;
  } finally {
    const { tokens, hasStarted } = usageSoFar(seen.progress, countingOf(prepared));
    charge.leave(sumOf(tokens)); // frees the place first, since the bill may fail
    if (charge.isOpen && hasStarted) await charge.hangUp(toDelivered(seen, prepared, null));
    else if (charge.isOpen) await charge.abandon(knownOf(seen, prepared));
  }
}

/** Progress of an answer, enough for a receipt at any moment. */
interface Seen {
  progress: Progress;
  attempts: number;
  firstTokenMs: number | null;
}

const knownOf = ({ progress, attempts, firstTokenMs }: Seen, { upstream }: PreparedRequest) => ({
  ...{ attempts, firstTokenMs, upstreamId: progress.envelope.id, provider: upstream.name },
});

function toDelivered(seen: Seen, prepared: PreparedRequest, finishReason: string | null): Delivered {
  const { tokens, reasoningTokens, isEstimated, reported, stopReason } = usageSoFar(
    seen.progress,
    countingOf(prepared),
  );
  const counts = { tokens, reasoningTokens, isEstimated, reported, discarded: null };
  return { ...counts, stopReason, finishReason, ...knownOf(seen, prepared) };
}
