/**
 * The result of `work`, but never before `floorMs` have passed, whatever it turns out to be: how long an answer takes then
 * says nothing about what was found.
 */
export async function inEvenTime<T>(floorMs: number, work: () => Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work(), new Promise((resolve) => setTimeout(resolve, floorMs))]);
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
