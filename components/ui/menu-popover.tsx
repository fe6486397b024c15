'use client';

import { type KeyboardEvent, type PointerEvent, type ReactNode, type ToggleEvent, useEffect, useRef } from 'react';
import { cn } from './class-names.ts';
import { floatStyle, placeBeside } from './float.ts';

const toButtonId = (id: string) => `${id}-button`;

/** Attributes of the button that opens the menu with this id. */
export const toMenuButton = (id: string, isOpen: boolean) => ({
  id: toButtonId(id),
  popoverTarget: id,
  'aria-haspopup': 'menu' as const,
  'aria-expanded': isOpen,
  onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    document.getElementById(id)?.showPopover({ source: event.currentTarget });
  },
});

interface MenuPopoverProps {
  id: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  align?: 'start' | 'end';
  className?: string;
  /** Items, rendered only while the menu is open. */
  children: ReactNode;
}

/** A menu below its button. The native popover opens it, closes it and returns the focus. */
export function MenuPopover({ id, isOpen, onOpenChange, align = 'end', className, children }: MenuPopoverProps) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => (isOpen && menu.current ? keepBeside(menu.current, align) : undefined), [isOpen, align]);
  const onBeforeToggle = ({ newState }: ToggleEvent) => newState === 'open' && onOpenChange(true);
  const onToggle = ({ newState }: ToggleEvent) => {
    // Not earlier, because the browser returns the focus only while the item still exists.
    if (newState === 'closed') return onOpenChange(false);
    const items = menu.current ? itemsOf(menu.current) : [];
    (items.find((item) => item.ariaChecked === 'true') ?? items[0])?.focus({ preventScroll: true });
  };
  return (
    <div
      ref={menu}
      id={id}
      popover="auto"
      role="menu"
      aria-labelledby={toButtonId(id)}
      tabIndex={-1}
      onBeforeToggle={onBeforeToggle}
      onToggle={onToggle}
      onKeyDown={moveFocus}
      className={cn(floatStyle, 'fixed inset-auto m-0 min-w-44 p-1 text-start open:animate-rise', className)}
    >
      {isOpen && children}
    </div>
  );
}

/** Keeps the menu beside its button while the page scrolls, and inside the window while it grows. */
function keepBeside(menu: HTMLElement, align: 'start' | 'end'): () => void {
  const button = document.getElementById(toButtonId(menu.id));
  const place = () => button && placeBeside(menu, button, { side: 'bottom', align });
  const observer = new ResizeObserver(place);
  observer.observe(menu);
  document.addEventListener('scroll', place, { capture: true, passive: true });
  return () => {
    observer.disconnect();
    document.removeEventListener('scroll', place, { capture: true });
  };
}

/** Closes the menu that contains the item. */
export const closeMenuAround = (item: Element): void => item.closest<HTMLElement>('[popover]')?.hidePopover();

/** Hovering moves the focus, as the arrow keys do. */
export const focusHovered = ({ currentTarget }: PointerEvent<HTMLElement>): void =>
  currentTarget.focus({ preventScroll: true });

const itemsOf = (menu: Element) => [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')];

/** Arrows wrap around, Home and End go to either end, a letter to the next item that begins with it, Tab closes. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>) {
  const items = itemsOf(event.currentTarget);
  const here = items.findIndex((item) => item.matches(':focus'));
  if (event.key === 'Tab') event.currentTarget.hidePopover();
  // Browsers activate buttons with the space bar, but not links.
  if (event.key === ' ' && items[here]?.tagName === 'A') {
    event.preventDefault();
    items[here].click();
  }
  const next = nextItem(event.key, items, here);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function nextItem(key: string, items: readonly HTMLElement[], here: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(here + 1) % items.length];
  if (key === 'ArrowUp') return items.at(here <= 0 ? -1 : here - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1 || key === ' ') return undefined;
  const afterHere = [...items.slice(here + 1), ...items.slice(0, here + 1)];
  return afterHere.find((item) => item.textContent.toLowerCase().startsWith(key.toLowerCase()));
}
