import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Island } from '#components/islands/island.tsx';
import { MessagesProvider } from '#components/layout/messages-provider.tsx';
import { Calculator } from '#components/models/calculator/calculator.tsx';
import { ModelsHead } from '#components/models/models-head.tsx';
import { AlternateLinks } from '#components/sharing/search-engines.tsx';
import { SHARED_NAMESPACES } from '#lib/i18n/messages.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { toPricedModel } from '#lib/models/cost-ranking.ts';
import { pageMetadata } from '#lib/sharing/metadata.ts';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await readLocale(params);
  const t = await getTranslations({ locale, namespace: 'calculator' });
  return pageMetadata({ locale, path: '/models/calculator', title: t('title'), description: t('description') });
}

export default async function CalculatorPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  const t = await getTranslations('calculator');
  return (
    <div className="pt-10">
      <AlternateLinks locale={locale} path="/models/calculator" />
      <ModelsHead title={t('title')} text={t('description')} here="calculator" />
      <MessagesProvider only={[...SHARED_NAMESPACES, 'calculator', 'samples', 'tokens']}>
        <Island name="calculator">
          <Calculator models={CATALOG.map(toPricedModel)} builtAt={Date.now()} />
        </Island>
      </MessagesProvider>
    </div>
  );
}
