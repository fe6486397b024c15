'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock, type CodeSample } from '#components/ui/code-block.tsx';
import { FormError } from '#components/ui/field.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { RenderedFor } from '#lib/auth/rendered-for.ts';
import type { Content } from '#lib/content/content.ts';
import type { StoredNote } from '#lib/content/queries.ts';
import { answerText, readableRequest } from '#lib/content/readable.ts';
import { formatMoment } from '#lib/i18n/format.ts';
import type { Receipt } from '#lib/usage/receipt.ts';
import { curlOf } from './curl.ts';

/** Permissions and actions for stored content in the log. */
export interface ContentAccess {
  note: StoredNote | null;
  mayRead: boolean;
  /** Whether it links to the playground. */
  mayPlay: boolean;
  open: (page: RenderedFor, input: { requestId: string }) => Promise<ActionResult<Content>>;
}

interface StoredContentProps {
  receipt: Receipt;
  zone: string;
  api: string;
  access: ContentAccess;
}

/** A longer command is impractical to paste. */
const MOST_COMMAND_LETTERS = 200_000;

const curlSample = (receipt: Receipt, { request }: Content, api: string): CodeSample => ({
  ...{ id: 'curl', label: 'curl', language: 'shell', code: curlOf(receipt, api, request) },
});

/** A request's stored content and its retention. Loaded on demand, because each access is recorded in the audit log. */
export function StoredContent({ receipt, zone, api, access }: StoredContentProps) {
  const t = useTranslations('usage.log.content');
  const locale = useLocale();
  const failureText = useFailureText();
  const open = usePageAction(access.open);
  const [content, setContent] = useState<Content>();
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const { note, mayRead, mayPlay } = access;
  const { requestId, endpoint } = receipt;
  const show = () =>
    startTransition(async () => {
      const result = await open({ requestId });
      setError(result.ok ? undefined : failureText(result.error, { not_found: t('gone') }));
      if (result.ok) setContent(result.data);
    });
  if (!note) return <p className="text-13 text-ink-muted">{t('none')}</p>;
  const until = t('until', { moment: formatMoment(locale, note.until, zone) });
  return (
    <>
      <p className="text-13 text-ink-muted">
        {note.isTooLarge ? t('tooLarge') : until} {!note.isTooLarge && !mayRead && t('notForRole')}
      </p>
      {mayRead && !note.isTooLarge && !content && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button onClick={show} aria-disabled={isPending || undefined} aria-busy={isPending || undefined}>
            {t('show')}
          </Button>
          <span className="text-13 text-ink-muted">{t('audited')}</span>
        </div>
      )}
      <FormError>{error}</FormError>
      {content && (
        <CodeBlock
          label={t('title')}
          samples={[
            { id: 'request', label: t('request'), language: 'json', code: readableRequest(content.request) },
            { id: 'answer', label: t('answer'), language: 'text', code: answerText(content) || t('noAnswer') },
            ...(content.request.length > MOST_COMMAND_LETTERS ? [] : [curlSample(receipt, content, api)]),
          ]}
        />
      )}
      {mayRead && mayPlay && !note.isTooLarge && endpoint === 'chat' && (
        <p>
          <TextLink href={`/playground#stored=${requestId}`} prefetch={false}>
            {t('play')}
          </TextLink>
        </p>
      )}
    </>
  );
}
