import type { ReactNode } from 'react';

/** About 75 letters of Latin text. Tables and code may be wider, and are. */
const LINES = '[&>:is(p,ul,ol)]:max-w-[35.5rem]';

/** A page's text, and beside it, where there is room, its table of contents. */
export function WithContents({ contents, children }: { contents?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-12 xl:grid-cols-[minmax(0,1fr)_12rem] print:block">
      <article className={`min-w-0 max-w-[43rem] print:max-w-none ${LINES}`}>{children}</article>
      <aside className="max-xl:hidden print:hidden">{contents}</aside>
    </div>
  );
}
