'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { MAIN_ID } from './skip-link.tsx';

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

/** Gives the focus back when something closes that was opened without a trigger of its own. */
export function useFocusOnClose(isOpen: boolean, target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!isOpen) return;
    return () => target.current?.focus();
  }, [isOpen, target]);
}

/** When a row goes and takes the focus with it, the page takes over, so that the keyboard starts from there. */
export function useKeptFocus(rowCount: number): void {
  const before = useRef(rowCount);
  useEffect(() => {
    const isLost = rowCount < before.current && document.activeElement === document.body;
    before.current = rowCount;
    if (isLost) document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
  }, [rowCount]);
}

/** Puts a dialog's first focus where its work begins, instead of on the cross that closes it. */
export const focusOn = (selector: string) => (event: Event) => {
  const target = event.currentTarget instanceof Element && event.currentTarget.querySelector<HTMLElement>(selector);
  if (!target) return;
  event.preventDefault();
  target.focus();
  if (target instanceof HTMLInputElement && target.type === 'text') target.select();
};

/** For a dialog with a form: its first field has the focus when it opens, or what asks for it before; not the cross that closes. */
export function focusFirstField(event: Event): void {
  const dialog = event.currentTarget as HTMLElement | null;
  const field = dialog?.querySelector<HTMLElement>('[data-autofocus], input:not([type=hidden])');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
