'use client';

import { lazy, Suspense } from 'react';

export interface MarkdownProps {
  /** Written by a model. Nothing in it runs, loads, or leads anywhere unseen. */
  text: string;
  /** More is coming: a caret shows, and what is half written is read as if it were whole. */
  isStreaming: boolean;
}

const MarkdownReader = lazy(() => import('./markdown-reader.tsx'));

/** An answer in Markdown. It is plain text until the reader of Markdown is loaded, which the first answer asks for. */
export const Markdown = (props: MarkdownProps) => (
  <Suspense fallback={<div className="whitespace-pre-wrap break-words text-14/6">{props.text}</div>}>
    <MarkdownReader {...props} />
  </Suspense>
);
