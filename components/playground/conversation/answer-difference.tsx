'use client';

import { wordDifference } from '#lib/playground/results/word-difference.ts';

/** The difference of two answers: text only in the first is struck out, text only in the second is marked. */
export default function AnswerDifference({ before, after }: { before: string; after: string }) {
  return (
    <p dir="auto" className="max-h-60 overflow-y-auto whitespace-pre-wrap py-2 text-13">
      {wordDifference(before, after).map(({ kind, text }, index) => {
        // biome-ignore-start lint/suspicious/noArrayIndexKey: a difference is replaced as a whole
        if (kind === 'removed')
          return (
            <del key={index} className="bg-danger-soft text-danger">
              {text}
            </del>
          );
        if (kind === 'added')
          return (
            <ins key={index} className="bg-success-soft text-success">
              {text}
            </ins>
          );
        return <span key={index}>{text}</span>;
        // biome-ignore-end lint/suspicious/noArrayIndexKey: as above
      })}
    </p>
  );
}
