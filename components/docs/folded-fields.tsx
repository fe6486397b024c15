import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { fieldId } from '#lib/docs/doc-table.ts';

interface FoldedFieldsProps {
  id: string;
  title: string;
  names: readonly string[];
  /** What there is to say of each. */
  children: ReactNode;
}

/** The title tells what the fields have in common. Their names stand below it, so that search and links find them folded. */
export function FoldedFields({ id, title, names, children }: FoldedFieldsProps) {
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
