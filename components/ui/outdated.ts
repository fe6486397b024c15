/** Names of the errors that React and bundlers throw when the server no longer has a resource of an earlier version. */
const NAMES = new Set(['UnrecognizedActionError', 'ChunkLoadError']);

/** Whether the server runs another version than the page. Offline the same errors occur, so this returns false. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && NAMES.has(error.name) && navigator.onLine;

/** A page loaded more recently cannot be outdated, so the error has another cause. */
const JUST_NOW_MS = 10_000;

/**
 * Loads code of the page on demand. When it is missing, the server runs a newer version and the page is reloaded. At
 * that
 * point the page has no input that could be lost.
 */
export const loadOrReload = <T>(load: () => Promise<T>): Promise<T> =>
  load().catch((error) => {
    if (!navigator.onLine || performance.now() < JUST_NOW_MS) throw error;
    window.location.reload();
    return new Promise(() => {}); // The page unloads.
  });
