import type { ReactNode } from 'react';

/** A page's text, and beside it, where there is room, its table of contents. */
export function WithContents({ contents, children }: { contents?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-12 xl:grid-cols-[minmax(0,1fr)_12rem] print:block">
      <article className="min-w-0 max-w-[43rem] print:max-w-none">{children}</article>
      <aside className="max-xl:hidden print:hidden">{contents}</aside>
    </div>
  );
}
