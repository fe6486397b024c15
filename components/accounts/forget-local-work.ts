export const KEPT = 'yes';

/** Storage key set by users who keep their playground drafts in this browser after signing out. */
export const keepsWorkKey = (userId: string): string => `playground-keep:${userId}`;

const OWNED = /^playground(?:-open)?:([^:]+):/;

/**
 * Deletes the playground data in this browser on sign-out, except that of users who keep it and are not being deleted.
 * Errors are ignored, because each user's data is stored under a name of its own anyway.
 */
export async function forgetLocalWork(deletedUserId?: string): Promise<void> {
  try {
    if (deletedUserId !== undefined) localStorage.removeItem(keepsWorkKey(deletedUserId));
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '').filter(isToForget);
    for (const key of Object.keys(localStorage).filter(isToForget)) localStorage.removeItem(key);
    await Promise.all(databases.map(deleteDatabase));
  } catch {
    // Some browsers store nothing or cannot list their databases.
  }
}

function isToForget(name: string): boolean {
  const [, userId] = OWNED.exec(name) ?? [];
  return userId !== undefined && localStorage.getItem(keepsWorkKey(userId)) !== KEPT;
}

const deleteDatabase = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(name);
    // A database that another tab has open is deleted when that tab closes.
    deleting.onsuccess = deleting.onerror = deleting.onblocked = () => resolve();
  });
