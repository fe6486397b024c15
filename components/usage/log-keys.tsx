'use client';

import { type ReactNode, useEffect, useRef } from 'react';

const TYPING = 'input, textarea, select, [contenteditable], [role=dialog]';

/** `j` and `k` move the focus between rows. Enter opens the focused link, as everywhere. */
export function LogKeys({ children }: { children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const step = { j: 1, k: -1 }[event.key];
      const isElsewhere = event.target instanceof Element && event.target.closest(TYPING) !== null;
      if (!step || isElsewhere || event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-log-row]') ?? [])];
      const here = rows.indexOf(document.activeElement as HTMLElement);
      const next = rows[here === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, here + step))];
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return <div ref={list}>{children}</div>;
}
