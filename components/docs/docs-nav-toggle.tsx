'use client';

import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';

interface DocsNavToggleProps {
  label: string;
  /** Of the element it shows, whose styles look for this button's `aria-expanded`. */
  controls: string;
}

/** Unfolds the list of guides where the screen is narrow. Beside a page the list is always open, at the page one reads. */
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

/** Scrolls the pane around the list and nothing else: `scrollIntoView` would move the page as well. */
function showCurrent(list: HTMLElement | null): void {
  const pane = list?.parentElement;
  const link = list?.querySelector<HTMLElement>('[aria-current]');
  if (pane && link && link.offsetTop > pane.clientHeight / 2) pane.scrollTop = link.offsetTop - pane.clientHeight / 2;
}
