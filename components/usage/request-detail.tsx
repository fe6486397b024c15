import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ReceiptTable } from '#components/samples/receipt.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { ERROR_CODES } from '#lib/errors.ts';
import { formatExactCost, formatExactCount } from '#lib/i18n/format.ts';
import type { UpstreamAttempt } from '#lib/usage/attempts.ts';
import type { GroupNames } from '#lib/usage/queries/usage-page.ts';
import type { Receipt } from '#lib/usage/receipt.ts';
import { curlOf } from './curl.ts';
import { OutcomeBadge } from './outcome-badge.tsx';
import { RequestTimeline } from './request-timeline.tsx';
import { type ContentAccess, StoredContent } from './stored-content.tsx';
import { useGroupName } from './use-group-name.ts';

interface RequestDetailProps {
  receipt: Receipt;
  /** Upstream calls of the request. */
  attempts: readonly UpstreamAttempt[];
  names: GroupNames;
  zone: string;
  /** The API's base URL. */
  api: string;
  mayReadBilling: boolean;
  content: ContentAccess;
}

/** All stored facts of a request: outcome, times, cost and its computation, and a command to repeat it. */
export function RequestDetail({ receipt, attempts, names, zone, api, mayReadBilling, content }: RequestDetailProps) {
  const t = useTranslations('usage.log');
  const { adjustments, errorCode } = receipt;
  return (
    <div className="grid gap-8">
      <Facts receipt={receipt} names={names} />
      {errorCode !== null && Object.hasOwn(ERROR_CODES, errorCode) && (
        <p>
          <TextLink href={`/docs/errors/${errorCode}`}>{t('errorPage', { code: errorCode })}</TextLink>
        </p>
      )}
      <Part title={t('timeline')}>
        <RequestTimeline receipt={receipt} attempts={attempts} zone={zone} />
      </Part>
      {receipt.lines.length > 0 && (
        <Part title={t('receipt')}>
          <ReceiptTable caption={t('receipt')} lines={receipt.lines} total={receipt.total} />
          {mayReadBilling && (
            <p>
              <TextLink href={`/billing/receipts/${receipt.requestId}`}>{t('openReceipt')}</TextLink>
            </p>
          )}
        </Part>
      )}
      {adjustments.length > 0 && (
        <Part title={t('adjustments')}>
          <ul className="grid gap-1 font-mono text-13">
            {adjustments.map((adjustment) => (
              <li key={adjustment} className="wrap-anywhere">
                {adjustment}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t('content.title')}>
        <StoredContent key={receipt.requestId} receipt={receipt} zone={zone} api={api} access={content} />
      </Part>
      <Part title={t('again')}>
        <p className="text-13 text-ink-muted">{t('placeholder')}</p>
        <CodeBlock
          label={t('again')}
          samples={[{ id: 'curl', label: 'curl', language: 'shell', code: curlOf(receipt, api) }]}
        />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold text-14">{title}</h3>
      {children}
    </section>
  );
}

function Facts({ receipt, names }: Pick<RequestDetailProps, 'receipt' | 'names'>) {
  const t = useTranslations('usage.log.facts');
  const locale = useLocale();
  const nameOf = useGroupName(names);
  const { requestId, requestedModel, model, keyId, mode, endpoint, finishReason, attempts, tags } = receipt;
  const { sessionId, endUser } = receipt;
  const facts: [string, ReactNode][] = [
    [
      t('id'),
      <span key="id" className="flex items-center gap-1 break-all font-mono text-13">
        {requestId} <CopyButton text={requestId} size="icon" variant="ghost" />
      </span>,
    ],
    [t('outcome'), <OutcomeBadge key="outcome" request={receipt} />],
    [t('model'), model && model !== requestedModel ? `${requestedModel} → ${model}` : requestedModel],
    [t('key'), `${nameOf('key', keyId)} (${nameOf('mode', mode)})`],
    [t('endpoint'), nameOf('endpoint', endpoint)],
    [t('finish'), finishReason],
    [t('attempts'), attempts > 0 && formatExactCount(locale, attempts)],
    [t('tags'), tags.join(', ')],
    [
      t('session'),
      sessionId !== null && (
        <TextLink key="session" href={`/logs?session=${encodeURIComponent(sessionId)}`} prefetch={false}>
          {sessionId}
        </TextLink>
      ),
    ],
    [t('endUser'), endUser],
    [t('held'), formatExactCost(locale, receipt.held)],
    [t('absorbed'), receipt.absorbed > 0n && formatExactCost(locale, receipt.absorbed)],
    [t('cost'), <strong key="cost">{formatExactCost(locale, receipt.total)}</strong>],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-6 gap-y-2 text-14">
      {facts
        .filter(([, value]) => Boolean(value))
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-13 text-ink-muted">{name}</dt>
            <dd className="wrap-anywhere figures">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
