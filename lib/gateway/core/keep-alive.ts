import { within } from '#lib/within.ts';

/** An SSE comment, which clients skip. Proxies cut connections that are silent for a minute. */
export const KEEP_ALIVE = ': keepalive\n\n';

/**
 * Passes `source` on, with a comment for every `intervalMs` of silence: between events, never inside one.
 * An iterator and no generator, because a generator that was never started would not pass `return` on.
 */
export function withKeepAlive(source: AsyncIterable<string>, intervalMs: number): AsyncIterable<string> {
  const iterator = source[Symbol.asyncIterator]();
  let pending: Promise<IteratorResult<string>> | null = null;
  const next = async (): Promise<IteratorResult<string>> => {
    pending ??= iterator.next();
    const step = await within(intervalMs, pending, () => null);
    if (step === null) return { done: false, value: KEEP_ALIVE };
    pending = null;
    return step;
  };
  const end = async (): Promise<IteratorResult<string>> => {
    await iterator.return?.();
    return { done: true, value: undefined };
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: end }) };
}
