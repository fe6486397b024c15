'use client';

import { useTranslations } from 'next-intl';
import { Receipt } from '#components/samples/receipt.tsx';
import { RequestSample } from '#components/samples/request-sample.tsx';
import { RunAnswer, RunButton, RunOutcome } from '#components/samples/sample-runner.tsx';
import type { SandboxRun } from '#components/samples/sandbox-run.ts';
import { useSandboxRun } from '#components/samples/use-sandbox-run.ts';
import type { CodeSample } from '#components/ui/code-block.tsx';
import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import type { Rates } from '#lib/models/model.ts';
import type { SampleTopic } from '#lib/samples/read.ts';
import { countText } from '#lib/sandbox/text-tokens.ts';

interface LiveRequestProps {
  topic: SampleTopic;
  samples: readonly CodeSample[];
  /** The public origin the samples were written for. */
  origin: string;
  model: { id: string; rates: Rates };
  /** Precomputed answer and usage, shown until the reader runs the sample. */
  foretold: { text: string; tokens: BilledTokens };
}

/** A runnable request on the left, its answer and receipt on the right. */
export function LiveRequest({ topic, samples, origin, model, foretold }: LiveRequestProps) {
  const t = useTranslations('samples');
  const { run, start, stop } = useSandboxRun(topic, { phase: 'idle', text: foretold.text, usage: null, failure: null });
  const isRunning = run.phase === 'running';
  return (
    <div className="grid overflow-hidden rounded-panel border lg:grid-cols-[minmax(0,4fr)_minmax(0,3fr)]">
      <RequestSample
        label={t('languages')}
        samples={samples}
        origin={origin}
        className="rounded-none border-0 max-lg:border-b lg:border-e"
      />
      <section aria-label={t('answer')} className="flex min-w-0 flex-col bg-raised">
        <div className="flex min-h-10 items-center justify-between gap-4 border-b py-1 ps-4 pe-1">
          <code translate="no" className="wrap-anywhere min-w-0 font-mono text-12 text-ink-muted">
            {model.id}
          </code>
          <RunButton phase={run.phase} onStart={start} onStop={stop} />
        </div>
        <div className="grid grow px-4 pt-4 pb-5 *:[grid-area:1/1]">
          <p aria-hidden className="invisible whitespace-pre-wrap break-words text-14/6">
            {foretold.text}
          </p>
          <div>
            <RunAnswer label={t('answer')} text={run.text} isRunning={isRunning} />
            <RunOutcome run={run} isSummaryShown={false} />
          </div>
        </div>
        <div className="px-4">
          <Receipt
            caption={t('receipt.caption')}
            tokens={tokensOf(run, foretold.tokens)}
            rates={model.rates}
            isLive={isRunning}
          />
        </div>
        <p className="border-t px-4 py-3 text-12 text-ink-muted">{t('noteWithReceipt')}</p>
      </section>
    </div>
  );
}

/** The usage of the last chunk; before it, the expected prompt and the output so far. A failure costs nothing. */
function tokensOf({ phase, text, usage }: SandboxRun, foretold: BilledTokens): BilledTokens {
  if (usage) return { ...NO_TOKENS, input: usage.inputTokens, output: usage.outputTokens };
  if (phase === 'failed') return NO_TOKENS;
  return phase === 'idle' ? foretold : { ...foretold, output: countText(text) };
}
