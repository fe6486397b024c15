import type { ReactNode } from 'react';
import { TextLink } from '#components/ui/text-link.tsx';

/**
 * Pages of ours are in the reader's language; files and other sites are where they are. Nothing is fetched ahead: a guide
 * has many links, and the scripts of a page like sign-up weigh as much as all of ours on a guide.
 */
export function GuideLink({ href, children }: { href: string; children?: ReactNode }) {
  const isPage = href.startsWith('/') && !/\.\w+$/.test(href);
  if (isPage) {
    return (
      <TextLink href={href} prefetch={false}>
        {children}
      </TextLink>
    );
  }
  return (
    <a
      href={href}
      className="rounded-tick text-accent underline decoration-1 underline-offset-4 hover:text-accent-hover"
    >
      {children}
    </a>
  );
}
