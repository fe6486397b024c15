'use client';

import { useTranslations } from 'next-intl';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { ModelRow } from '#lib/docs/model-rows.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { TIER_DOTS } from './tier-dots.ts';

/** The way to a model's page, for a finger from anywhere in the cell, and below it its id to copy. */
export function ModelName({ row }: { row: ModelRow }) {
  const t = useTranslations('models');
  return (
    <>
      <Link
        href={`/models/${row.id}`}
        prefetch={false}
        className="flex items-center gap-2 rounded-tick font-medium hover:text-accent touch:-mt-2 touch:pt-2 touch:after:absolute touch:after:inset-0 touch:after:z-1"
      >
        <span aria-hidden className={`size-2 shrink-0 rounded-full ${TIER_DOTS[row.tier]}`} />
        {row.name}
      </Link>
      <span className="ms-4 flex items-center gap-1">
        <code
          translate="no"
          className="font-mono text-12 text-ink-muted max-md:[overflow-wrap:anywhere] md:whitespace-nowrap"
        >
          <span className="max-md:hidden">{row.apiId.slice(0, -row.id.length)}</span>
          {row.id}
        </code>
        <CopyButton
          text={row.apiId}
          label={t('copyId', { model: row.name })}
          size="inline"
          className="p-1 touch:-my-2 touch:z-2 touch:p-3"
        />
      </span>
    </>
  );
}
