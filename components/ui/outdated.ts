/** How React and bundlers call it when the server no longer has what a page of an earlier version asks for. */
const NAMES = new Set(['UnrecognizedActionError', 'ChunkLoadError']);

/** Whether the server was replaced by a version that this page does not go with. Without a connection nobody can tell. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && NAMES.has(error.name) && navigator.onLine;

/** A page that was loaded just now is not out of date: then something else is wrong. */
const JUST_NOW_MS = 10_000;

/**
 * Loads a part of the page that comes later. One that is gone belongs to an earlier version, whose page has nothing in it yet
 * that could be lost: it is loaded anew.
 */
export const loadOrReload = <T>(load: () => Promise<T>): Promise<T> =>
  load().catch((error) => {
    if (!navigator.onLine || performance.now() < JUST_NOW_MS) throw error;
    window.location.reload();
    return new Promise(() => {}); // the page ends
  });
