'use client';

import { useEffect, useState } from 'react';
import type { Reader } from '#lib/docs/reader.ts';

const FRESH_MS = 10_000;
let asked: { at: number; reader: Promise<Reader | null> } | undefined;

/**
 * The signed-in reader; null when signed out, undefined while loading. All components of a page share one request,
 * which is repeated when the tab is shown again, as there may be a new key.
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

/** A network failure counts as signed out: the page reads the same. */
const ask = (): Promise<Reader | null> =>
  fetch('/api/docs/reader')
    .then((reply) => reply.json() as Promise<{ reader: Reader | null }>)
    .then(({ reader }) => reader)
    .catch(() => null);
