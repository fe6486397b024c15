'use client';

import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';

interface DocsNavToggleProps {
  label: string;
  /** Id of the controlled element, whose styles depend on this button's `aria-expanded`. */
  controls: string;
}

/** Toggles the list of guides on narrow screens. On wide screens the list is open, scrolled to the current page. */
export function DocsNavToggle({ label, controls }: DocsNavToggleProps) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => showCurrent(document.getElementById(controls)), [controls]);
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={controls}
      onClick={() => setOpen(!isOpen)}
      className="flex h-11 w-full items-center justify-between text-14 text-ink-muted lg:hidden"
    >
      {label}
      <ChevronDown aria-hidden className={`size-4 transition-transform ${isOpen ? 'rotate-180' : ''}`} />
    </button>
  );
}

/** Scrolls only the pane around the list; `scrollIntoView` would scroll the page as well. */
function showCurrent(list: HTMLElement | null): void {
  const pane = list?.parentElement;
  const link = list?.querySelector<HTMLElement>('[aria-current]');
  if (pane && link && link.offsetTop > pane.clientHeight / 2) pane.scrollTop = link.offsetTop - pane.clientHeight / 2;
}
