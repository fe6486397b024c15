import { getTranslations } from 'next-intl/server';
import { Fragment } from 'react';
import { ABSENT, type DocColumn } from '#lib/docs/doc-table.ts';
import { toPlainText } from '#lib/docs/inline-markdown.ts';
import { Inline } from './inline.tsx';

interface FieldProps {
  /** The name comes first. */
  cells: readonly string[];
  columns: readonly DocColumn[];
  /** The field's anchor; undefined when another place has it. */
  id: string | undefined;
}

/** The name and short facts on one line, and the description below. */
export async function Field({ cells: [first = '', ...cells], columns: [, ...columns], id }: FieldProps) {
  const t = await getTranslations('docs');
  const facts = columns
    .map((column, index) => ({ column, cell: cells[index] ?? '' }))
    .filter(({ column, cell }) => cell !== '' && cell !== ABSENT && !(column.part === 'flag' && cell === t('no')));
  return (
    <div
      id={id}
      className="flex scroll-mt-20 break-inside-avoid flex-wrap items-baseline gap-x-3 gap-y-1 py-3 target:bg-accent-soft target:shadow-[-0.5rem_0_var(--accent-soft),0.5rem_0_var(--accent-soft)]"
    >
      <dt className="min-w-0">
        <Name>{toPlainText(first)}</Name>
      </dt>
      {facts.map(({ column, cell }) => (
        <Fact key={column.name} column={column} cell={cell} />
      ))}
    </div>
  );
}

/** A field's path. The parents are dimmed, and the path may wrap between its parts. */
function Name({ children }: { children: string }) {
  const steps = children.split(/(?<=\.)/);
  return (
    <code translate="no" className="font-mono text-13 text-ink-muted [overflow-wrap:anywhere]">
      {steps.slice(0, -1).map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps may have equal names and never change places
        <Fragment key={index}>
          {step}
          <wbr />
        </Fragment>
      ))}
      <span className="font-semibold text-ink">{steps.at(-1)}</span>
    </code>
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
