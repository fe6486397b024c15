import { within } from '#lib/within.ts';

interface StartOptions {
  /** How long to wait for the first piece before the answer begins without it. */
  patienceMs: number;
  /** The stream's last event for an error that comes too late to be a status. */
  toLastEvent(error: unknown): string;
}

/**
 * Starts `source` at once, so that its `finally` runs whatever becomes of the answer: a generator that was never
 * started ignores `return`.
 * @throws errors of `source` before its first piece and within `patienceMs`
 */
export async function startStream(
  source: AsyncGenerator<string, void>,
  { patienceMs, toLastEvent }: StartOptions,
): Promise<AsyncIterable<string>> {
  let next: Promise<IteratorResult<string, void>> | null = source.next();
  await within(patienceMs, next, () => null);
  const iterator = {
    next: () => {
      const step = next ?? source.next();
      next = null;
      return step.catch((error) => ({ done: false as const, value: toLastEvent(error) }));
    },
    return: () => source.return(),
  };
  return { [Symbol.asyncIterator]: () => iterator };
}

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
