'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
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

const never = () => () => {};

/**
 * Samples for the address the reader is at. A prerendered page only knows the address it was built for; the browser
 * knows the true one.
 */
export function RequestSample({ label, samples, origin, footer, className }: RequestSampleProps) {
  const here = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => origin,
  );
  const local = samples.map((sample) => ({ ...sample, code: sample.code.replaceAll(origin, here) }));
  return <CodeBlock label={label} samples={local} footer={footer} className={className} />;
}
