'use client';

import { useEffect, useState } from 'react';
import { cn } from '#components/ui/class-names.ts';
import type { Heading } from '#lib/docs/guide.ts';

/** Links to a page's headings. The section in view is marked. */
export function ContentsList({ headings }: { headings: readonly Heading[] }) {
  const here = useReadingPlace(headings);
  return (
    <ul className="space-y-0.5 border-s">
      {headings.map(({ id, title, depth }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            aria-current={id === here ? 'location' : undefined}
            className={cn(
              '-ms-px block border-transparent border-s py-1 text-ink-muted transition-colors hover:border-accent hover:text-ink',
              'aria-[current]:border-accent aria-[current]:text-accent',
              depth === 3 ? 'ps-6' : 'ps-3',
            )}
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The area from below the header to a third of the window, where people usually read. */
const READING_BAND = '-64px 0px -67% 0px';

/** Returns the heading that entered the reading band last, its predecessor when scrolling up; null above the first. */
function useReadingPlace(headings: readonly Heading[]): string | null {
  const [here, setHere] = useState<string | null>(null);
  useEffect(() => {
    const elements = headings.flatMap(({ id }) => document.getElementById(id) ?? []);
    const look = () => {
      const line = window.innerHeight / 3;
      setHere(elements.findLast((element) => element.getBoundingClientRect().top < line)?.id ?? null);
    };
    const observer = new IntersectionObserver(look, { rootMargin: READING_BAND });
    for (const element of elements) observer.observe(element);
    return () => observer.disconnect();
  }, [headings]);
  return here;
}
