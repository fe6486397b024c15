import type { ReactNode } from 'react';
import { TextLink } from '#components/ui/text-link.tsx';
import { type Inline as Part, parseInline } from '#lib/docs/inline-markdown.ts';

/** Renders inline Markdown of texts that are data. */
export function Inline({ children }: { children: string }) {
  let offset = 0;
  return parseInline(children).map((part) => {
    offset += part.text.length;
    return <Piece key={`${part.kind}${offset}`} part={part} />;
  });
}

function Piece({ part }: { part: Part }) {
  if (part.kind === 'code') return <InlineCode>{part.text}</InlineCode>;
  if (part.kind === 'strong') return <strong className="font-semibold">{part.text}</strong>;
  if (part.kind === 'link')
    return (
      <GuideLink href={part.href}>
        <Inline>{part.text}</Inline>
      </GuideLink>
    );
  return part.text;
}

/** Code up to this length, such as `x-tokenhub-adjusted`, fits on one line of every phone. */
const LONGEST_UNBROKEN = 24;

export function InlineCode({ children }: { children?: ReactNode }) {
  const isShort = typeof children === 'string' && children.length <= LONGEST_UNBROKEN;
  return (
    <code
      translate="no"
      className={`rounded-tick bg-sunken px-1 py-0.5 font-mono text-[0.875em] ${isShort ? 'whitespace-nowrap' : '[overflow-wrap:break-word]'}`}
    >
      {children}
    </code>
  );
}

/**
 * Internal links keep the reader's language; files and other sites stay as they are. No link is prefetched: a guide has
 * many, and the scripts of a page like sign-up weigh as much as all scripts of a guide.
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
