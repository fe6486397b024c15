import { ArrowLeft, ArrowRight } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Link } from '#lib/i18n/navigation.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import type { Model } from '#lib/models/model.ts';

const STYLE = 'flex items-center gap-2 rounded-panel border p-4 font-medium text-14 transition-colors hover:bg-sunken';

/** The models before and after it in the catalog. */
export async function ModelNeighbours({ model }: { model: Model }) {
  const t = await getTranslations('models');
  const place = CATALOG.indexOf(model);
  const [previous, next] = [CATALOG[place - 1], CATALOG[place + 1]];
  return (
    <nav aria-label={t('otherModels')} className="mt-16 grid gap-3 border-t pt-6 sm:grid-cols-2 print:hidden">
      {previous && (
        <Link href={`/models/${previous.id}`} prefetch={false} className={STYLE}>
          <ArrowLeft aria-hidden className="size-4 text-ink-muted" />
          <span className="sr-only">{t('previous')}</span>
          {previous.name}
        </Link>
      )}
      {next && (
        <Link href={`/models/${next.id}`} prefetch={false} className={`justify-end sm:col-start-2 ${STYLE}`}>
          <span className="sr-only">{t('next')}</span>
          {next.name}
          <ArrowRight aria-hidden className="size-4 text-ink-muted" />
        </Link>
      )}
    </nav>
  );
}
