'use client';

import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { RequestSample } from '#components/samples/request-sample.tsx';
import { SampleRunner } from '#components/samples/sample-runner.tsx';
import type { CodeSample } from '#components/ui/code-block.tsx';
import { Link } from '#lib/i18n/navigation.ts';
import type { SampleTopic } from '#lib/samples/read.ts';
import { OpenInPlayground } from './open-in-playground.tsx';
import { useReader } from './use-reader.ts';

interface SampleBlockProps {
  label: string;
  samples: readonly CodeSample[];
  /** The public origin the samples were written for. */
  origin: string;
  /** Says below the code which key to insert. */
  wantsKey?: boolean;
  /** The sample that runs without a key. */
  runs?: SampleTopic;
  /** The request as JSON, to try it in the playground. */
  request?: string;
}

/** A sample of a guide, with the key and the actions it needs below. */
export function SampleBlock({ wantsKey = false, runs, request, ...sample }: SampleBlockProps) {
  const footer = (
    <>
      {wantsKey && <SampleKey />}
      {runs && <SampleRunner sample={runs} />}
      {request && (
        <p className="border-t bg-raised px-4 py-2 text-12 touch:py-3.5">
          <OpenInPlayground body={request} />
        </p>
      )}
    </>
  );
  return <RequestSample {...sample} footer={footer} />;
}

/** The key to insert. Signed-in readers see one of their keys by name, never its secret. */
function SampleKey() {
  const t = useTranslations('reader');
  const reader = useReader();
  const parts = {
    code: (name: ReactNode) => <code className="font-mono text-12 [overflow-wrap:anywhere]">{name}</code>,
    strong: (name: ReactNode) => <strong className="font-medium text-ink">{name}</strong>,
  };
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-t bg-raised px-4 py-2.5 text-12 text-ink-muted print:hidden">
      <p>{reader?.key ? t.rich('yours', { ...parts, ...reader.key }) : t.rich('variable', parts)}</p>
      {reader?.mayCreateKeys && (
        <Link
          href="/keys#create"
          target="_blank"
          className="inline-flex items-center gap-1 rounded-tick text-accent underline decoration-1 underline-offset-4 hover:text-accent-hover"
        >
          {t('create')}
          <ExternalLink aria-hidden className="size-3" />
          <span className="sr-only">{t('newTab')}</span>
        </Link>
      )}
    </div>
  );
}
