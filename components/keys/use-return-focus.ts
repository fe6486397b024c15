'use client';

import { type RefObject, useEffect } from 'react';

/** Gives the focus back when something closes that was opened without a trigger of its own. */
export function useReturnFocus(isOpen: boolean, target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!isOpen) return;
    return () => target.current?.focus();
  }, [isOpen, target]);
}
