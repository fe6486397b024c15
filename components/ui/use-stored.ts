'use client';

import { useState, useSyncExternalStore } from 'react';

const CHANGED = 'stored-choice-changed';

/**
 * A preference stored in this browser, shared by all components that use the same key.
 * @returns null on the server and until a value was chosen
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
    // Without storage the preference applies until the page is left.
  }
}
