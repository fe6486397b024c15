import { FlaskConical, Info } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { StripeMode } from '#lib/stripe/client.ts';

/** Says that no real money moves and how to test payments; or, without Stripe keys, how to configure them. */
export function ModeNotice({ mode, webhookUrl }: { mode: Exclude<StripeMode, 'live'>; webhookUrl: string }) {
  const t = useTranslations('billing.mode');
  if (mode === 'none') return <NoPayments webhookUrl={webhookUrl} />;
  return (
    <p className="flex max-w-xl gap-2 rounded-control bg-warning-soft px-3 py-2.5 text-13">
      <FlaskConical aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <span>
        {t.rich(mode, { card: () => <code className="whitespace-nowrap font-mono">4242 4242 4242 4242</code> })}
      </span>
    </p>
  );
}

function NoPayments({ webhookUrl }: { webhookUrl: string }) {
  const t = useTranslations('billing.mode');
  const code = (text: string) => <code className="break-all font-mono text-12">{text}</code>;
  return (
    <div className="flex max-w-xl gap-2 rounded-control bg-sunken px-3 py-2.5 text-13">
      <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-muted" />
      <div className="grid min-w-0 gap-2">
        <p>{t('none')}</p>
        <p>{t('operator')}</p>
        <ul className="grid list-disc gap-1 ps-4">
          <li>{code('STRIPE_SECRET_KEY')}</li>
          <li>{t.rich('webhook', { secret: () => code('STRIPE_WEBHOOK_SECRET'), url: () => code(webhookUrl) })}</li>
          <li>{t.rich('grant', { command: () => code('tokenhub credit grant') })}</li>
        </ul>
      </div>
    </div>
  );
}
