'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { MAIN_ID } from './skip-link.tsx';

interface FocusHandlers {
  onOpenAutoFocus?: (event: Event) => void;
  onCloseAutoFocus?: (event: Event) => void;
}

/**
 * Returns the focus to the element that had it when the dialog opened. Radix does so only for its own trigger, and
 * remains
 * the fallback: when the opener is gone, and in browsers that do not focus a clicked button.
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

/** Moves the focus to `target` on closing, for elements that open without a trigger. */
export function useFocusOnClose(isOpen: boolean, target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!isOpen) return;
    return () => target.current?.focus();
  }, [isOpen, target]);
}

/** Focuses the main content when a removed row had the focus, so that the keyboard continues from there. */
export function useKeptFocus(rowCount: number): void {
  const before = useRef(rowCount);
  useEffect(() => {
    const isLost = rowCount < before.current && document.activeElement === document.body;
    before.current = rowCount;
    if (isLost) document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
  }, [rowCount]);
}

/** Sets a dialog's initial focus to an element other than the close button. */
export const focusOn = (selector: string) => (event: Event) => {
  const target = event.currentTarget instanceof Element && event.currentTarget.querySelector<HTMLElement>(selector);
  if (!target) return;
  event.preventDefault();
  target.focus();
  if (target instanceof HTMLInputElement && target.type === 'text') target.select();
};

/** Initial focus of a dialog with a form: its first field, or an element marked for it, and not the close button. */
export function focusFirstField(event: Event): void {
  const dialog = event.currentTarget as HTMLElement | null;
  const field = dialog?.querySelector<HTMLElement>('[data-autofocus], input:not([type=hidden])');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
