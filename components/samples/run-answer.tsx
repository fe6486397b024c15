'use client';

import { toSentences } from './sentences.ts';

interface RunAnswerProps {
  /** Names the answer for screen readers. */
  label: string;
  text: string;
  isRunning: boolean;
}

/** A streamed answer, with a caret while it grows. It is announced by the sentence, not by the token. */
export function RunAnswer({ label, text, isRunning }: RunAnswerProps) {
  const { whole, begun } = toSentences(text, { isOver: !isRunning });
  return (
    <div
      data-slot="run-answer"
      role="log"
      aria-label={label}
      lang="en"
      translate="no"
      className="whitespace-pre-wrap break-words text-14/6"
    >
      {whole.map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences are only ever added at the end
        <span key={index}>{sentence}</span>
      ))}
      <span aria-hidden>
        {begun}
        {isRunning && (
          <span className="-mb-0.5 ms-0.5 inline-block h-4 w-1.5 animate-breathe rounded-[1px] bg-live forced-color-adjust-none" />
        )}
      </span>
    </div>
  );
}
