'use client';

import { useEffect, useRef } from 'react';
import { Link, usePathname } from '#lib/i18n/navigation.ts';

interface SectionNavProps {
  label: string;
  /** Paths without the locale. */
  pages: readonly { href: string; label: string }[];
}

/** Navigation between the pages of one section of the portal. */
export function SectionNav({ label, pages }: SectionNavProps) {
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  // On phones the list is wider than the screen, so the current page is scrolled into view.
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>(`[href$="${pathname}"]`);
    if (current) nav.current?.scrollTo({ left: current.offsetLeft - nav.current.clientWidth / 2 });
  }, [pathname]);
  return (
    <nav ref={nav} aria-label={label} className="relative -mt-2 mb-6 overflow-x-auto border-b">
      <ul className="flex gap-5">
        {pages.map((page) => (
          <li key={page.href}>
            <Link
              href={page.href}
              aria-current={pathname === page.href ? 'page' : undefined}
              className="-mb-px flex h-9 items-center whitespace-nowrap border-transparent border-b-2 text-14 text-ink-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-ink touch:h-12 touch:min-w-11"
            >
              {page.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
