'use client';

import { lazy, Suspense } from 'react';

export interface MarkdownProps {
  /** Written by a model. Nothing in it may run, load, or hide the target of a link. */
  text: string;
  /** More text is coming: a caret is shown, and unclosed marks are closed. */
  isStreaming: boolean;
}

const MarkdownReader = lazy(() => import('./markdown-reader.tsx'));

/** An answer in Markdown. It is plain text until the Markdown reader has loaded, which the first answer starts. */
export const Markdown = (props: MarkdownProps) => (
  <Suspense fallback={<div className="whitespace-pre-wrap break-words text-14/6">{props.text}</div>}>
    <MarkdownReader {...props} />
  </Suspense>
);
