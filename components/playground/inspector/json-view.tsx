'use client';

import { memo } from 'react';
import { Code } from '#components/ui/code.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';

const LONGEST_TEXT = 2_000;
/** Highlighting creates thousands of elements, so longer JSON has none. */
const MOST_COLOURED = 20_000;

/** Read-only JSON. Attachments are shortened on screen and complete when copied. */
export const JsonView = memo(({ title, value }: { title: string; value: unknown }) => {
  const shown = JSON.stringify(value, shorten, 2) ?? '';
  return (
    <section aria-label={title} className="min-w-0 overflow-hidden rounded-panel border bg-sunken">
      <div className="flex h-9 items-center justify-between border-b ps-3 pe-0.5 touch:h-11">
        <h3 className="text-12 text-ink-muted">{title}</h3>
        <CopyButton text={JSON.stringify(value, null, 2) ?? ''} />
      </div>
      <div className="max-h-[60dvh] overflow-y-auto">
        <Code code={shown} language={shown.length > MOST_COLOURED ? 'text' : 'json'} className="px-3 text-12" />
      </div>
    </section>
  );
});
JsonView.displayName = 'JsonView';

const shorten = (_: string, value: unknown): unknown =>
  typeof value === 'string' && value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
