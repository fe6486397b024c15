import { ArrowLeft, ArrowRight } from 'lucide-react';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type GuideSlug, neighboursOf } from '#lib/docs/contents.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { Link } from '#lib/i18n/navigation.ts';

/** Where to read on. */
export async function PageFoot({ slug }: { slug: GuideSlug }) {
  const locale = await getLocale();
  const t = await getTranslations('docs');
  const { previous, next } = neighboursOf(slug);
  return (
    <nav aria-label={t('readOn')} className="mt-16 grid gap-3 border-t pt-6 sm:grid-cols-2 print:hidden">
      {previous && (
        <Neighbour slug={previous} label={t('previous')} icon={<ArrowLeft aria-hidden className="size-4" />}>
          {readGuide(locale, previous).title}
        </Neighbour>
      )}
      {next && (
        <Neighbour slug={next} label={t('next')} icon={<ArrowRight aria-hidden className="size-4" />} isNext>
          {readGuide(locale, next).title}
        </Neighbour>
      )}
    </nav>
  );
}

interface NeighbourProps {
  slug: GuideSlug;
  label: string;
  icon: ReactNode;
  isNext?: boolean;
  children: ReactNode;
}

function Neighbour({ slug, label, icon, isNext = false, children }: NeighbourProps) {
  return (
    <Link
      href={`/docs/${slug}`}
      className={`rounded-panel border p-4 transition-colors hover:bg-sunken ${isNext ? 'text-end sm:col-start-2' : ''}`}
    >
      <span className={`flex items-center gap-1.5 text-12 text-ink-muted ${isNext ? 'flex-row-reverse' : ''}`}>
        {icon}
        {label}
      </span>
      <span className="mt-1 block font-medium text-14">{children}</span>
    </Link>
  );
}
