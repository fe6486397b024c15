'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { cn } from './class-names.ts';
import { Code, type CodeLanguage } from './code.tsx';
import { CopyButton } from './copy-button.tsx';
import { useStored } from './use-stored.ts';

export interface CodeSample {
  id: string;
  /** The tab's name; a language is not translated. */
  label: string;
  language: CodeLanguage;
  code: string;
}

interface CodeBlockProps {
  /** Names the tabs for those who listen. */
  label: string;
  samples: readonly CodeSample[];
  className?: string;
  footer?: ReactNode;
}

/** Code to copy, in one language or several behind tabs. The reader's choice of language holds for every block. */
export function CodeBlock({ label, samples, className, footer }: CodeBlockProps) {
  const t = useTranslations('common');
  const id = useId();
  const [preferred, prefer] = useStored('code-sample');
  const shown = samples.find((sample) => sample.id === preferred) ?? samples[0];
  if (!shown) return null;
  return (
    <div data-slot="code-block" className={cn('min-w-0 overflow-hidden rounded-panel border bg-sunken', className)}>
      <div className="flex h-10 items-center justify-between gap-4 border-b ps-4 pe-1 touch:h-12">
        <div
          role="tablist"
          aria-label={label}
          onKeyDown={moveAlong}
          className="flex h-full gap-4 touch:-ms-2.5 touch:gap-0"
        >
          {samples.map((sample) => (
            <button
              key={sample.id}
              type="button"
              role="tab"
              id={`${id}-${sample.id}`}
              aria-selected={sample === shown}
              aria-controls={`${id}-panel`}
              tabIndex={sample === shown ? 0 : -1}
              onClick={() => prefer(sample.id)}
              className={tabStyle}
            >
              {sample.label}
            </button>
          ))}
        </div>
        <CopyButton text={shown.code} label={t('copyCode')} />
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown.id}`}>
        <Code code={shown.code} language={shown.language} />
      </div>
      {footer}
    </div>
  );
}

const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Going to a tab shows what is behind it. */
function moveAlong(event: KeyboardEvent<HTMLDivElement>) {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const here = tabs.findIndex((tab) => tab.matches(':focus'));
  const next = tabs[step(here, tabs.length)];
  next?.focus();
  next?.click();
}

const tabStyle =
  '-mb-px border-transparent border-b-2 text-13 touch:min-w-11 touch:px-2.5 text-ink-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:text-ink only:aria-selected:border-transparent only:aria-selected:text-ink-muted';
