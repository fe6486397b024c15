'use client';

import { RequestSample } from '#components/samples/request-sample.tsx';
import { SampleRunner } from '#components/samples/sample-runner.tsx';
import type { CodeSample } from '#components/ui/code-block.tsx';
import type { SampleTopic } from '#lib/samples/read.ts';
import { SampleKey } from './sample-key.tsx';

interface SampleBlockProps {
  label: string;
  samples: readonly CodeSample[];
  /** The public address the samples were written for. */
  origin: string;
  /** Says below the code which key goes into it. */
  wantsKey?: boolean;
  /** What a run without a key runs. */
  runs?: SampleTopic;
}

/** A sample of a guide, and below it what it takes to run it. */
export function SampleBlock({ wantsKey = false, runs, ...sample }: SampleBlockProps) {
  const footer = (
    <>
      {wantsKey && <SampleKey />}
      {runs && <SampleRunner sample={runs} />}
    </>
  );
  return <RequestSample {...sample} footer={footer} />;
}
