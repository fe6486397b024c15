import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#lib/i18n/navigation.ts';

/** One sentence, and below it the product itself: a request, its answer and what it costs. */
export function Hero({ children }: { children: ReactNode }) {
  const t = useTranslations('landing');
  const shell = useTranslations('shell');
  return (
    <section className="pt-12 md:pt-20">
      <div className="grid items-end gap-x-16 gap-y-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <h1 className="text-28 sm:text-40">{t('headline')}</h1>
        <div>
          <p className="max-w-[34rem] text-16 text-ink-muted">{t('lede')}</p>
          <div className="mt-5 flex flex-wrap gap-3">
            <Button asChild variant="primary" size="large">
              <Link href="/sign-up" prefetch={false}>
                {shell('signUp')}
              </Link>
            </Button>
            <Button asChild size="large">
              <Link href="/docs/quickstart" prefetch={false}>
                {t('quickstart')}
              </Link>
            </Button>
          </div>
        </div>
      </div>
      <div className="mt-10 md:mt-14">{children}</div>
    </section>
  );
}
