/**
 * Stores a note for the next page in this tab.
 * @returns false when the browser stores nothing
 */
export function leaveNote(key: string, text: string): boolean {
  try {
    sessionStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Reads and removes the note under this key. */
export function takeNote(key: string): string | null {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return text;
  } catch {
    return null;
  }
}
