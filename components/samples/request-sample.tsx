'use client';

import type { ReactNode } from 'react';
import { useOrigin } from '#components/ui/browser-state.ts';
import { CodeBlock, type CodeSample } from '#components/ui/code-block.tsx';

interface RequestSampleProps {
  label: string;
  samples: readonly CodeSample[];
  /** The public address the samples were written for. */
  origin: string;
  /** Below the code: what runs it, and what it answered. */
  footer?: ReactNode;
  className?: string;
}

/** Samples for the address the reader is at. */
export function RequestSample({ label, samples, origin, footer, className }: RequestSampleProps) {
  const here = useOrigin(origin);
  const local = samples.map((sample) => ({ ...sample, code: sample.code.replaceAll(origin, here) }));
  return <CodeBlock label={label} samples={local} footer={footer} className={className} />;
}
