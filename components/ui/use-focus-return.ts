'use client';

import { useRef } from 'react';

interface FocusHandlers {
  onOpenAutoFocus?: (event: Event) => void;
  onCloseAutoFocus?: (event: Event) => void;
}

/**
 * Gives the focus back to what had it when the dialog opened, whoever opened it. Radix does so for its own trigger alone,
 * which also stands in here: where the opener is gone by then, and in browsers that do not focus a button they click.
 */
export function useFocusReturn({ onOpenAutoFocus, onCloseAutoFocus }: FocusHandlers = {}): Required<FocusHandlers> {
  const opener = useRef<Element>(null);
  return {
    onOpenAutoFocus(event) {
      opener.current = document.activeElement;
      onOpenAutoFocus?.(event);
    },
    onCloseAutoFocus(event) {
      onCloseAutoFocus?.(event);
      const target = opener.current;
      if (event.defaultPrevented || !(target instanceof HTMLElement) || target === document.body) return;
      if (!target.isConnected) return;
      event.preventDefault();
      target.focus();
    },
  };
}
