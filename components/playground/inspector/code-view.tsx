'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue } from 'react';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { toCodeRequest } from '#lib/playground/code/code-request.ts';
import { CODE_TARGET_NAMES, CODE_TARGETS, generateCode } from '#lib/playground/code/generate.ts';
import { useDraft, usePlayground } from '../state/playground-context.tsx';

/** The request as runnable code in several languages. */
export default function CodeView({ columnId }: { columnId: string }) {
  const t = useTranslations('playground.code');
  const { data } = usePlayground();
  // Generating code may lag behind typing.
  const draft = useDeferredValue(useDraft());
  const column = draft.columns.find(({ id }) => id === columnId) ?? draft.columns[0];
  if (!column) return null;
  const request = toCodeRequest(draft, column, { baseUrl: data.apiUrl, isStreaming: true });
  const samples = CODE_TARGET_NAMES.map((id) => {
    const { label, language } = CODE_TARGETS[id];
    return { id, label, language, code: generateCode(id, request) };
  });
  return (
    <div className="grid gap-2">
      <p className="text-12 text-ink-muted">{t('text')}</p>
      <CodeBlock label={t('label')} samples={samples} />
      {request.files.size > 0 && <p className="text-12 text-ink-muted">{t('files')}</p>}
    </div>
  );
}
