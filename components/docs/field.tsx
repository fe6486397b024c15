import { getTranslations } from 'next-intl/server';
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

/** The name and what is short in one line, and below it what the field does. */
export async function Field({ cells: [first = '', ...cells], columns: [, ...columns], list }: FieldProps) {
  const t = await getTranslations('docs');
  const name = toPlainText(first);
  const facts = columns
    .map((column, index) => ({ column, cell: cells[index] ?? '' }))
    .filter(({ column, cell }) => cell !== '' && cell !== ABSENT && !(column.part === 'flag' && cell === t('no')));
  return (
    <div
      id={list && fieldId(list, name)}
      className="flex scroll-mt-20 break-inside-avoid flex-wrap items-baseline gap-x-3 gap-y-1 py-3 target:bg-accent-soft target:shadow-[-0.5rem_0_var(--accent-soft),0.5rem_0_var(--accent-soft)]"
    >
      <dt className="min-w-0">
        <Name href={list && `#${fieldId(list, name)}`}>{name}</Name>
      </dt>
      {facts.map(({ column, cell }) => (
        <Fact key={column.name} column={column} cell={cell} />
      ))}
    </div>
  );
}

/** Leads to itself, so that its address can be copied. */
function Name({ href, children }: { href: string | undefined; children: string }) {
  const name = (
    <code translate="no" className="font-mono font-semibold text-13 text-ink [overflow-wrap:anywhere]">
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

function Fact({ column: { name, part }, cell }: { column: DocColumn; cell: string }) {
  if (part === 'flag') return <dd className="font-medium text-13 text-accent">{name}</dd>;
  if (part === 'aside') {
    return (
      <dd translate="no" className="min-w-0 font-mono text-12 text-ink-muted [overflow-wrap:anywhere]">
        {toPlainText(cell)}
      </dd>
    );
  }
  if (part === 'text') {
    return (
      <dd className="basis-full text-14">
        <Inline>{cell}</Inline>
      </dd>
    );
  }
  return (
    <dd className="text-13 text-ink-muted">
      {`${name} `}
      <Inline>{cell}</Inline>
    </dd>
  );
}
