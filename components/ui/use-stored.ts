'use client';

import { useState, useSyncExternalStore } from 'react';

const CHANGED = 'stored-choice-changed';

/**
 * A choice this browser remembers, shared by every component that names the same key.
 * @returns null while rendering on the server and until something was chosen.
 */
export function useStored(key: string): [string | null, (value: string) => void] {
  const [fallback, setFallback] = useState<string | null>(null);
  const stored = useSyncExternalStore(subscribe, () => read(key), always(null));
  const choose = (value: string) => {
    setFallback(value);
    write(key, value);
    window.dispatchEvent(new Event(CHANGED));
  };
  return [stored ?? fallback, choose];
}

const always =
  <T>(value: T) =>
  () =>
    value;

function subscribe(onChange: () => void) {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener('storage', onChange);
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that stores nothing still follows the choice until the page is left.
  }
}
