import { SampleRunner } from '#components/samples/sample-runner.tsx';
import type { SampleTopic } from '#lib/samples/read.ts';
import { SampleKey } from './sample-key.tsx';

/** Below a sample: which key it wants, and a run without one. */
export function SampleFoot({ sample }: { sample: SampleTopic }) {
  return (
    <>
      <SampleKey />
      <SampleRunner sample={sample} />
    </>
  );
}
