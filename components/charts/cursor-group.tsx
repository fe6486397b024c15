'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';

/** The index of the row under the cursor; null for none. */
type Cursor = readonly [active: number | null, setActive: (active: number | null) => void];

const Shared = createContext<Cursor | null>(null);

/** Shares one cursor between all charts inside, which have the same rows. */
export function CursorGroup({ children }: { children: ReactNode }) {
  return <Shared value={useState<number | null>(null)}>{children}</Shared>;
}

export function useCursor(): Cursor {
  const own = useState<number | null>(null);
  return useContext(Shared) ?? own;
}
