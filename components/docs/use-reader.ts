'use client';

import { useEffect, useState } from 'react';
import type { Reader } from '#lib/docs/reader.ts';

const FRESH_MS = 10_000;
let asked: { at: number; reader: Promise<Reader | null> } | undefined;

/**
 * The signed-in reader, null for a stranger, undefined while that is not known. A page's parts share one question, and
 * ask again when somebody comes back to the page, perhaps with a new key.
 */
export function useReader(): Reader | null | undefined {
  const [reader, setReader] = useState<Reader | null>();
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const answer = await askOnce();
      if (isWanted) setReader(answer);
    };
    void read();
    window.addEventListener('focus', read);
    return () => {
      isWanted = false;
      window.removeEventListener('focus', read);
    };
  }, []);
  return reader;
}

function askOnce(): Promise<Reader | null> {
  if (!asked || Date.now() - asked.at > FRESH_MS) asked = { at: Date.now(), reader: ask() };
  return asked.reader;
}

/** Without a connection everybody is a stranger: the page reads the same. */
const ask = (): Promise<Reader | null> =>
  fetch('/api/docs/reader')
    .then((reply) => reply.json() as Promise<{ reader: Reader | null }>)
    .then(({ reader }) => reader)
    .catch(() => null);
