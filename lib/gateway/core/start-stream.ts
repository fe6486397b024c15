import { within } from '#lib/within.ts';

interface StartOptions {
  /** How long to wait for the first piece before the answer begins without it. */
  patienceMs: number;
  /** What ends the stream in place of an error that comes too late to be a status. */
  toLastEvent(error: unknown): string;
}

/**
 * Starts `source` at once, so that its `finally` runs whatever becomes of the answer: a generator that was never
 * started ignores `return`.
 * @throws what `source` throws before its first piece, as long as patience lasts
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
