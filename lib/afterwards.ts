import { log } from '#lib/log.ts';

const underWay = new Set<Promise<void>>();

/**
 * Does what the caller is not told of, once they have been answered: how long it takes, and whether there was anything to
 * do, must not show. A failure is logged under `as`.
 */
export function afterwards(as: { event: string; kind?: string }, work: () => Promise<unknown>): void {
  const done = new Promise<void>((resolve) => setImmediate(resolve))
    .then(work)
    .catch((err: unknown) => log.error({ ...as, err }))
    .then(() => void underWay.delete(done));
  underWay.add(done);
}

/** When all of it has been done or has failed. */
export async function afterwardsDone(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay);
}
