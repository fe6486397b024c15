import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { fieldId } from '#lib/docs/field-id.ts';

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
      <summary className="flex cursor-pointer list-none items-start justify-between gap-4 py-3 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0">
          <h3 className="text-16">{title}</h3>
          <span translate="no" className="mt-1 flex flex-wrap gap-x-3 font-mono text-13 text-ink-muted">
            {names.map((name) => (
              <code key={name} id={fieldId(id, name)} className="scroll-mt-28 target:bg-accent-soft target:text-accent">
                {name}
              </code>
            ))}
          </span>
        </span>
        <ChevronDown
          aria-hidden
          className="mt-1.5 size-4 shrink-0 text-ink-muted transition-transform group-open:rotate-180 print:hidden"
        />
      </summary>
      <div className="-mb-px">{children}</div>
    </details>
  );
}
