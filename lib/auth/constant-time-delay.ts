/**
 * Returns the result of `work` at the next multiple of `stepMs` after the start. Differences of a few milliseconds,
 * which would reveal the result, are hidden, on a slow machine too.
 */
export async function withConstantTime<T>(stepMs: number, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    const rest = stepMs - ((performance.now() - startedAt) % stepMs);
    await new Promise((resolve) => setTimeout(resolve, Math.ceil(rest)));
  }
}
