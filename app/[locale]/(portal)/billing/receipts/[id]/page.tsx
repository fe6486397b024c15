import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ReceiptFacts } from '#components/billing/receipt-facts.tsx';
import { ReceiptSum } from '#components/billing/receipt-sum.tsx';
import { Recompute } from '#components/billing/recompute.tsx';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Receipt } from '#components/samples/receipt.tsx';
import { Section } from '#components/settings/section.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { readLocale } from '#lib/i18n/params.ts';
import { findReceipt } from './find-receipt.ts';

interface ReceiptPageProps {
  params: Promise<{ locale: string; id: string }>;
}

export async function generateMetadata({ params }: ReceiptPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'billing.receipt' });
  return { title: t('title') };
}

/** The cost of one request and its computation, which the reader can repeat. */
export default async function ReceiptPage({ params }: ReceiptPageProps) {
  await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'billing:read')) return <Forbidden />;
  const found = await findReceipt(user.accountId, (await params).id);
  if (!found) notFound();
  const t = await getTranslations('billing.receipt');
  const { receipt, keyName, priced, tokens, rates, price } = found;
  const raw = JSON.stringify(receipt.upstreamUsage, null, 2);
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>
        <code className="break-all font-mono text-12">{receipt.requestId}</code>
      </PageHead>
      <Section title={t('sum')} text={t('sumText')}>
        <div className="grid max-w-xl gap-4">
          {rates && <Receipt caption={t('lines')} tokens={tokens} rates={rates} />}
          <ReceiptSum receipt={receipt} />
          <Recompute priced={priced} />
        </div>
      </Section>
      <Section title={t('request')} text={t('requestText')}>
        <ReceiptFacts receipt={receipt} keyName={keyName} price={price} />
      </Section>
      {raw !== 'null' && raw !== undefined && (
        <Section title={t('raw')} text={t('rawText')}>
          <CodeBlock label={t('raw')} samples={[{ id: 'json', label: 'JSON', language: 'json', code: raw }]} />
        </Section>
      )}
    </PageFor>
  );
}
