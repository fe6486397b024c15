import type { ReactNode } from 'react';
import { Link } from '#lib/i18n/navigation.ts';

const style =
  'block rounded-control px-2 py-1.5 text-14 text-ink-muted transition-colors hover:bg-sunken hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent touch:py-2.5';

interface NavLinkProps {
  href: string;
  /** Where the reader is. */
  here: string;
  children: ReactNode;
}

/** Marked when it leads to where the reader is, or to the page above it. */
export function NavLink({ href, here, children }: NavLinkProps) {
  const isHere = here === href || here.startsWith(`${href}/`);
  return (
    <Link href={href} prefetch={false} aria-current={isHere ? 'page' : undefined} className={style}>
      {children}
    </Link>
  );
}
