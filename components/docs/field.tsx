import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ABSENT, type DocColumn } from '#lib/docs/doc-table.ts';
import { fieldId } from '#lib/docs/field-id.ts';
import { toPlainText } from '#lib/docs/inline-markdown.ts';
import { Inline } from './inline.tsx';

interface FieldProps {
  /** The name first. */
  cells: readonly string[];
  columns: readonly DocColumn[];
  /** The list's own part of the field's address, where it has one here. */
  list: string | undefined;
}

export async function Field({ cells: [first = '', ...cells], columns: [, ...columns], list }: FieldProps) {
  const t = await getTranslations('docs');
  const name = toPlainText(first);
  const facts = columns.map((column, index) => ({ column, cell: cells[index] ?? '' }));
  const texts = facts.filter(({ column, cell }) => column.part === 'text' && cell !== '');
  return (
    <div
      id={list && fieldId(list, name)}
      className="scroll-mt-20 break-inside-avoid py-3 target:bg-accent-soft target:shadow-[-0.5rem_0_var(--accent-soft),0.5rem_0_var(--accent-soft)]"
    >
      <dt className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-13 text-ink-muted">
        <Name href={list && `#${fieldId(list, name)}`}>{name}</Name>
        {facts.map(({ column: { name: title, part }, cell }) => {
          if (part === 'aside') return <Type key={title}>{toPlainText(cell)}</Type>;
          if (part === 'flag' && cell === t('yes')) return <Flag key={title}>{title}</Flag>;
          if (part !== undefined || cell === ABSENT) return null;
          return (
            <span key={title}>
              {`${title} `}
              <Inline>{cell}</Inline>
            </span>
          );
        })}
      </dt>
      {texts.map(({ column, cell }) => (
        <dd key={column.name} className="mt-1 text-14">
          <Inline>{cell}</Inline>
        </dd>
      ))}
    </div>
  );
}

const NAME_STYLE = 'font-mono font-semibold text-13 text-ink [overflow-wrap:anywhere]';

/** Leads to itself, so that its address can be copied. */
function Name({ href, children }: { href: string | undefined; children: string }) {
  const name = (
    <code translate="no" className={NAME_STYLE}>
      {children}
    </code>
  );
  if (!href) return name;
  return (
    <a href={href} className="rounded-tick decoration-1 underline-offset-4 hover:underline">
      {name}
    </a>
  );
}

const Type = ({ children }: { children: string }) => (
  <code translate="no" className="font-mono text-12 [overflow-wrap:anywhere]">
    {children}
  </code>
);

const Flag = ({ children }: { children: ReactNode }) => <span className="font-medium text-accent">{children}</span>;
