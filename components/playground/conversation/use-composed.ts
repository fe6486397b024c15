'use client';

import { useState } from 'react';

const keyOf = (draftId: string) => `playground-composed:${draftId}`;

/** What is typed and not yet part of the draft, kept for when the page is loaded again. */
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
    // A browser that stores nothing keeps it until the page is left.
  }
}
