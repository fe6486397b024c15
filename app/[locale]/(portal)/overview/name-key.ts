import type { CodeSample } from '#components/ui/code-block.tsx';

/** The sample with a comment on top that says whose secret belongs into the variable. A name cannot leave its line. */
export function nameKey(sample: CodeSample, comment: string): CodeSample {
  const mark = sample.language === 'javascript' ? '//' : '#';
  return { ...sample, code: `${mark} ${comment.replaceAll(/\s+/g, ' ')}\n${sample.code}` };
}
