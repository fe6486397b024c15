import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#lib/i18n/navigation.ts';

interface HeroProps {
  sample: ReactNode;
  receipt: ReactNode;
}

/** One sentence, and beside it the product itself: a request and what it costs. */
export function Hero({ sample, receipt }: HeroProps) {
  const t = useTranslations('landing');
  const shell = useTranslations('shell');
  return (
    <section className="grid gap-x-16 gap-y-12 pt-12 md:pt-20 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <div className="lg:pt-4">
        <h1 className="text-28 sm:text-40">{t('headline')}</h1>
        <p className="mt-5 max-w-[34rem] text-16 text-ink-muted">{t('lede')}</p>
        <div className="mt-8 flex flex-wrap gap-3">
          <Button asChild variant="primary" size="large">
            <Link href="/sign-up">{shell('signUp')}</Link>
          </Button>
          <Button asChild size="large">
            <Link href="/sign-in">{shell('signIn')}</Link>
          </Button>
        </div>
      </div>
      <div className="grid min-w-0 content-start gap-8">
        <Panel title={t('sample.title')}>{sample}</Panel>
        <Panel title={t('receipt.title')}>
          {receipt}
          <p className="mt-2 text-13 text-ink-muted">{t('receipt.note')}</p>
        </Panel>
      </div>
    </section>
  );
}

function Panel({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h2 className="mb-2 text-14">{title}</h2>
      {children}
    </div>
  );
}
