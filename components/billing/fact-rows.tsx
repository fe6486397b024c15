import type { ReactNode } from 'react';

export type Fact = [label: string, value: ReactNode];

export const FactRows = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="max-w-xl border-y text-13">
    {facts.map(([label, value]) => (
      <div key={label} className="flex items-baseline justify-between gap-4 border-b py-2 last:border-b-0">
        <dt className="shrink-0 text-ink-muted">{label}</dt>
        <dd className="figures min-w-0 wrap-anywhere text-end">{value}</dd>
      </div>
    ))}
  </dl>
);
