import { getTranslations } from 'next-intl/server';
import { Island } from '#components/islands/island.tsx';
import type { CodeLanguage } from '#components/ui/code.tsx';
import type { CodeSample } from '#components/ui/code-block.tsx';
import { publicUrl } from '#lib/config/env.ts';
import { WRITTEN_ORIGIN } from '#lib/config/public-url.ts';
import { programAt, sampleAt } from '#lib/docs/markdown.ts';
import type { ProgramName, SampleLanguage, SampleTopic } from '#lib/samples/read.ts';
import { readSampleRequest } from '#lib/samples/request.ts';
import { SampleBlock } from './sample-block.tsx';

const WRITTEN_FOR = 'anthropic/claude-sonnet-4-6';

interface SampleProps {
  topic: SampleTopic;
  /** Replaces the model that the sample was written for. */
  model?: string;
  /** Says below the code which key to insert. */
  wantsKey?: boolean;
  /** Lets the reader run it without a key. */
  isRunnable?: boolean;
}

/** A tested sample in all its languages. */
export async function Sample({ topic, model = WRITTEN_FOR, wantsKey = false, isRunnable = false }: SampleProps) {
  const t = await getTranslations('docs');
  const read = (language: SampleLanguage) => sampleAt(topic, language, publicUrl).replaceAll(WRITTEN_FOR, model);
  const samples: CodeSample[] = [
    { id: 'curl', label: 'curl', language: 'shell', code: read('curl') },
    { id: 'python', label: 'Python', language: 'python', code: read('python') },
    { id: 'node', label: 'Node', language: 'javascript', code: read('node') },
  ];
  return (
    <div className="my-6">
      <Island name="sample-block">
        <SampleBlock
          label={t('sampleLanguages')}
          samples={samples}
          origin={publicUrl}
          wantsKey={wantsKey}
          runs={isRunnable ? topic : undefined}
          request={JSON.stringify(readSampleRequest(topic), null, 2).replaceAll(WRITTEN_FOR, model)}
        />
      </Island>
    </div>
  );
}

/** A tested program for Node. */
export async function Program({ name }: { name: ProgramName }) {
  const t = await getTranslations('docs');
  const sample: CodeSample = { id: 'node', label: 'Node', language: 'javascript', code: programAt(name, publicUrl) };
  return (
    <div className="my-6">
      <Island name="sample-block">
        <SampleBlock label={t('sampleLanguages')} samples={[sample]} origin={publicUrl} />
      </Island>
    </div>
  );
}

const FENCES: Record<string, { label: string; language: CodeLanguage }> = {
  bash: { label: 'Shell', language: 'shell' },
  python: { label: 'Python', language: 'python' },
  javascript: { label: 'JavaScript', language: 'javascript' },
  json: { label: 'JSON', language: 'json' },
};
const PLAIN = { label: 'Text', language: 'text' } as const;

/** A fenced block of a guide, with the origin that the reader uses. */
export async function Fence({ code, fence }: { code: string; fence: string }) {
  const t = await getTranslations('docs');
  const { label, language } = FENCES[fence] ?? PLAIN;
  const local = code.replaceAll(WRITTEN_ORIGIN, publicUrl);
  return (
    <div className="my-6">
      <Island name="sample-block">
        <SampleBlock
          label={t('sampleLanguages')}
          samples={[{ id: fence, label, language, code: local }]}
          origin={publicUrl}
        />
      </Island>
    </div>
  );
}
