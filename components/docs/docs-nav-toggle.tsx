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
  useEffect(() => {
    const list = document.getElementById(controls);
    list?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [controls]);
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
