import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type DocTable, fieldId, groupRows } from '#lib/docs/doc-table.ts';
import { toPlainText } from '#lib/docs/inline-markdown.ts';
import { Field } from './field.tsx';

interface FieldListProps {
  /** Prefix of each field's anchor: `body` in `#body-stream`. */
  id: string;
  table: DocTable;
}

/** A table of fields as a list, the same on every screen: name and type on one line, then the description. */
export function FieldList({ id, table }: FieldListProps) {
  const { columns, rows, groups } = table;
  const list = (some: DocTable['rows'], isLinked = true) => (
    <dl className="divide-y border-y">
      {some.map((cells) => (
        <Field key={cells[0]} cells={cells} columns={columns} id={isLinked ? fieldId(id, nameOf(cells)) : undefined} />
      ))}
    </dl>
  );
  if (!groups) return <div className="my-6">{list(rows)}</div>;
  return (
    <>
      <FieldJump id={id} names={rows.map(nameOf)} />
      {groupRows(table).map(({ title, isFolded, rows: own }) =>
        isFolded ? (
          <FoldedFields key={title} id={id} title={title} names={own.map(nameOf)}>
            {list(own, false)}
          </FoldedFields>
        ) : (
          <section key={title}>
            <h3 className="mt-8 mb-2 text-16">{title}</h3>
            {list(own)}
          </section>
        ),
      )}
    </>
  );
}

const nameOf = ([name = '']: readonly string[]): string => toPlainText(name);

/** Links to all fields of a long list. */
function FieldJump({ id, names }: { id: string; names: readonly string[] }) {
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

interface FoldedFieldsProps {
  id: string;
  title: string;
  names: readonly string[];
  children: ReactNode;
}

/** A collapsed group of similar fields. The names stay visible, so that search and links find them. */
function FoldedFields({ id, title, names, children }: FoldedFieldsProps) {
  return (
    <details className="group mt-8 mb-6 border-y">
      <summary className="grid cursor-pointer list-none grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-3 [&::-webkit-details-marker]:hidden">
        <h3 className="text-16">{title}</h3>
        <ChevronDown
          aria-hidden
          className="size-4 text-ink-muted transition-transform group-open:rotate-180 print:hidden"
        />
        <span translate="no" className="flex flex-wrap gap-x-3 font-mono text-13 text-ink-muted">
          {names.map((name) => (
            <code key={name} id={fieldId(id, name)} className="scroll-mt-28 target:bg-accent-soft target:text-accent">
              {name}
            </code>
          ))}
        </span>
      </summary>
      <div className="-mb-px">{children}</div>
    </details>
  );
}
