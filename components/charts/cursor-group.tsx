'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';

/** The row that is being read, if any. */
type Cursor = readonly [active: number | null, setActive: (active: number | null) => void];

const Shared = createContext<Cursor | null>(null);

/** Charts of the same rows below it are read together. */
export function CursorGroup({ children }: { children: ReactNode }) {
  return <Shared value={useState<number | null>(null)}>{children}</Shared>;
}

export function useCursor(): Cursor {
  const own = useState<number | null>(null);
  return useContext(Shared) ?? own;
}
