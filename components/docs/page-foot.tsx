import { ArrowLeft, ArrowRight } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Link } from '#lib/i18n/navigation.ts';

export interface Neighbour {
  href: string;
  title: string;
}

interface PageFootProps {
  previous: Neighbour | null;
  next: Neighbour | null;
}

/** Links to the previous and next page. */
export async function PageFoot({ previous, next }: PageFootProps) {
  const t = await getTranslations('docs');
  return (
    <nav aria-label={t('readOn')} className="mt-10 grid gap-3 border-t pt-6 sm:grid-cols-2 print:hidden">
      {previous && (
        <NeighbourLink to={previous} label={t('previous')} icon={<ArrowLeft aria-hidden className="size-4" />} />
      )}
      {next && (
        <NeighbourLink to={next} label={t('next')} icon={<ArrowRight aria-hidden className="size-4" />} isNext />
      )}
    </nav>
  );
}

interface NeighbourLinkProps {
  to: Neighbour;
  label: string;
  icon: ReactNode;
  isNext?: boolean;
}

function NeighbourLink({ to, label, icon, isNext = false }: NeighbourLinkProps) {
  return (
    <Link
      href={to.href}
      className={`rounded-panel border p-4 transition-colors hover:bg-sunken ${isNext ? 'text-end sm:col-start-2' : ''}`}
    >
      <span className={`flex items-center gap-1.5 text-12 text-ink-muted ${isNext ? 'flex-row-reverse' : ''}`}>
        {icon}
        {label}
      </span>
      <span className="mt-1 block font-medium text-14">{to.title}</span>
    </Link>
  );
}
