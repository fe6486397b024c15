import type { ReactNode } from 'react';

/** A section with a heading that can be linked to. */
export const Part = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section aria-labelledby={id} className="mt-10">
    <h2 id={id} className="mb-2 scroll-mt-20 text-20">
      {title}
    </h2>
    {children}
  </section>
);
