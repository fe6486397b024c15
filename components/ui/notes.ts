/**
 * Leaves a note for the next page in this tab.
 * @returns false in a browser that stores nothing
 */
export function leaveNote(key: string, text: string): boolean {
  try {
    sessionStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** @returns the note left under this key, once */
export function takeNote(key: string): string | null {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return text;
  } catch {
    return null;
  }
}
