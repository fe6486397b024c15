'use client';

import { useEffect, useRef } from 'react';
import { MAIN_ID } from './skip-link.tsx';

/** When a row goes and takes the focus with it, the page takes over, so that the keyboard starts from there. */
export function useKeptFocus(rowCount: number): void {
  const before = useRef(rowCount);
  useEffect(() => {
    const isLost = rowCount < before.current && document.activeElement === document.body;
    before.current = rowCount;
    if (isLost) document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
  }, [rowCount]);
}
