import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { fieldId } from '#lib/docs/doc-table.ts';

/** The names of all fields of a long list, each a way to its place. */
export function FieldJump({ id, names }: { id: string; names: readonly string[] }) {
  const t = useTranslations('docs');
  return (
    <details className="group my-6 rounded-panel border print:hidden">
      <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-4 px-4 text-14 text-ink-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        {t('jump')}
        <ChevronDown aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-180" />
      </summary>
      <ul className="flex flex-wrap gap-x-4 px-4 pb-3">
        {names.map((name) => (
          <li key={name}>
            <a
              href={`#${fieldId(id, name)}`}
              translate="no"
              className="inline-block rounded-tick py-1 font-mono text-13 text-accent hover:text-accent-hover touch:py-2.5"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
