'use client';

import { useState } from 'react';

const keyOf = (draftId: string) => `playground-composed:${draftId}`;

/** The text of the composer, kept per draft across page loads. */
export function useComposed(draftId: string): [string, (text: string) => void] {
  const [composed, setComposed] = useState({ draftId, text: read(draftId) });
  const text = composed.draftId === draftId ? composed.text : read(draftId);
  const change = (next: string) => {
    setComposed({ draftId, text: next });
    write(draftId, next);
  };
  return [text, change];
}

function read(draftId: string): string {
  try {
    return sessionStorage.getItem(keyOf(draftId)) ?? '';
  } catch {
    return '';
  }
}

function write(draftId: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(keyOf(draftId));
    else sessionStorage.setItem(keyOf(draftId), text);
  } catch {
    // Without storage the text lasts until the page is left.
  }
}
