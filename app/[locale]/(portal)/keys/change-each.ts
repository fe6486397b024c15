import { AppError } from '#lib/errors.ts';

/**
 * Changes several keys one after the other and counts those that could not be changed any more.
 * @throws what stopped the change when not one was made, and anything that is a bug
 */
export async function changeEach(ids: readonly string[], change: (id: string) => Promise<unknown>) {
  let failure: AppError | null = null;
  let changed = 0;
  for (const id of new Set(ids)) {
    try {
      await change(id);
      changed += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failure = error;
    }
  }
  if (failure && changed === 0) throw failure;
  return { changed, unchanged: new Set(ids).size - changed };
}
