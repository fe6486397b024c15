import { Inline, InlineCode } from '#components/docs/inline.tsx';
import type { TreatmentGroup } from '#lib/docs/tables/model-treatments.ts';

/** What becomes of the parameters: many names, and each reason once. */
export function ParameterTreatments({ groups }: { groups: readonly TreatmentGroup[] }) {
  return groups.map(({ treatment, count, alike }) => (
    <section key={treatment}>
      <h3 className="mt-8 mb-2 flex gap-2 text-16">
        <span className="first-letter:uppercase">{treatment}</span>
        <span className="figures font-normal text-ink-muted">{count}</span>
      </h3>
      <ul className="divide-y border-y">
        {alike.map(({ names, reason }) => (
          <li key={names[0]} className="py-3">
            <p className="flex flex-wrap gap-1.5 text-14">
              {names.map((name) => (
                <InlineCode key={name}>{name}</InlineCode>
              ))}
            </p>
            {reason && (
              <p className="mt-1.5 text-14 text-ink-muted">
                <Inline>{reason}</Inline>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}
