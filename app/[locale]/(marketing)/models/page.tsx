import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Island } from '#components/islands/island.tsx';
import { MessagesProvider } from '#components/layout/messages-provider.tsx';
import { ModelTable } from '#components/models/model-table.tsx';
import { ModelsHead } from '#components/models/models-head.tsx';
import { AlternateLinks } from '#components/sharing/search-engines.tsx';
import { modelRows } from '#lib/docs/model-rows.ts';
import { SHARED_NAMESPACES } from '#lib/i18n/messages.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { pageMetadata } from '#lib/sharing/metadata.ts';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await readLocale(params);
  const t = await getTranslations({ locale, namespace: 'models' });
  return pageMetadata({ locale, path: '/models', title: t('title'), description: t('description') });
}

export default async function ModelsPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  const t = await getTranslations('models');
  return (
    <div className="pt-10">
      <AlternateLinks locale={locale} path="/models" />
      <ModelsHead title={t('title')} text={t('intro')} here="table" />
      <MessagesProvider only={[...SHARED_NAMESPACES, 'models', 'tokens']}>
        <Island name="model-table">
          <ModelTable rows={modelRows(locale)} builtAt={Date.now()} />
        </Island>
      </MessagesProvider>
    </div>
  );
}
