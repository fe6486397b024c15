'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock, type CodeSample } from '#components/ui/code-block.tsx';
import { FirstCallSignal } from './first-call-signal.tsx';

/** A request to paste, and the place where its arrival is seen. */
export function FirstCall({ samples, watchUrl }: { samples: readonly CodeSample[]; watchUrl: string }) {
  const t = useTranslations('overview.firstCall');
  return <CodeBlock label={t('samples')} samples={samples} footer={<FirstCallSignal watchUrl={watchUrl} />} />;
}
