import { log } from '#lib/log.ts';

const underWay = new Set<Promise<void>>();

/**
 * Runs work after the caller was answered, when neither its duration nor its existence may be visible to the caller. A
 * failure is logged under `as`.
 */
export function afterwards(as: { event: string; kind?: string }, work: () => Promise<unknown>): void {
  const done = new Promise<void>((resolve) => setImmediate(resolve))
    .then(work)
    .catch((err: unknown) => log.error({ ...as, err }))
    .then(() => void underWay.delete(done));
  underWay.add(done);
}

/** Resolves when all such work has succeeded or failed. */
export async function afterwardsDone(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay);
}
