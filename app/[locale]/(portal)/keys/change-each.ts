import { AppError } from '#lib/errors.ts';

/**
 * Changes several keys one after the other.
 * @param change resolves to false for a key that already has the wanted state
 * @returns the changed keys, and the number of keys that failed
 * @throws the first AppError when all keys failed, and any other error at once
 */
export async function changeEach(ids: readonly string[], change: (id: string) => Promise<unknown>) {
  const changed: string[] = [];
  const failures: AppError[] = [];
  for (const id of new Set(ids)) {
    try {
      if ((await change(id)) !== false) changed.push(id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failures.push(error);
    }
  }
  if (failures[0] && failures.length === new Set(ids).size) throw failures[0];
  return { changed, unchanged: failures.length };
}
