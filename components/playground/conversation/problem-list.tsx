'use client';

import { useTranslations } from 'next-intl';
import type { RequestProblem } from '#lib/playground/request/problem.ts';

/** The reasons why a request was not sent. */
export function ProblemList({ problems }: { problems: readonly RequestProblem[] }) {
  const t = useTranslations('playground.cannotRun');
  return (
    <ul role="alert" className="grid gap-0.5 text-13 text-danger empty:hidden">
      {problems.map(({ path, kind }) => (
        <li key={path + kind}>
          {t(kind)} {kind !== 'no_messages' && <code className="font-mono text-12">{path}</code>}
        </li>
      ))}
    </ul>
  );
}
