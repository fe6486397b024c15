/**
 * The result of `work`, whatever it turns out to be, at the next multiple of `stepMs` from its beginning: a few milliseconds
 * more or less, which would say what was found, do not show, on a slow machine either.
 */
export async function inEvenTime<T>(stepMs: number, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    const rest = stepMs - ((performance.now() - startedAt) % stepMs);
    await new Promise((resolve) => setTimeout(resolve, Math.ceil(rest)));
  }
}
