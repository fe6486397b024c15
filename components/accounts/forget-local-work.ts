export const KEPT = 'yes';

/** Set to that by whoever wants their drafts of the playground to stay in this browser when they sign out. */
export const keepsWorkKey = (userId: string): string => `playground-keep:${userId}`;

const OWNED = /^playground(?:-open)?:([^:]+):/;

/**
 * Deletes what this browser keeps of people's work in the playground, for whoever signs in here next; not that of people who
 * wanted it kept. Without a word when the browser refuses: each person's work has a place of its own in any case.
 */
export async function forgetLocalWork(): Promise<void> {
  try {
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '').filter(isToForget);
    for (const key of Object.keys(localStorage).filter(isToForget)) localStorage.removeItem(key);
    await Promise.all(databases.map(deleteDatabase));
  } catch {
    // A browser that keeps nothing, or says nothing of what it keeps.
  }
}

function isToForget(name: string): boolean {
  const [, userId] = OWNED.exec(name) ?? [];
  return userId !== undefined && localStorage.getItem(keepsWorkKey(userId)) !== KEPT;
}

const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(name);
    // Blocked by another tab, it is deleted when that is closed.
    deleting.onsuccess = deleting.onerror = deleting.onblocked = () => resolve();
  });
