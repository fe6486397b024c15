'use client';

import type { ReactNode } from 'react';
import { useOrigin } from '#components/ui/browser-state.ts';
import { CodeBlock, type CodeSample } from '#components/ui/code-block.tsx';

interface RequestSampleProps {
  label: string;
  samples: readonly CodeSample[];
  /** The public origin the samples were written for. */
  origin: string;
  /** Below the code: the run button and the answer. */
  footer?: ReactNode;
  className?: string;
}

/** Samples with the origin that the reader uses. */
export function RequestSample({ label, samples, origin, footer, className }: RequestSampleProps) {
  const here = useOrigin(origin);
  const local = samples.map((sample) => ({ ...sample, code: sample.code.replaceAll(origin, here) }));
  return <CodeBlock label={label} samples={local} footer={footer} className={className} />;
}
