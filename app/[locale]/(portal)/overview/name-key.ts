import type { CodeSample } from '#components/ui/code-block.tsx';

/** Adds a comment that names the key whose secret belongs into the variable. A name cannot break out of the comment. */
export function nameKey(sample: CodeSample, comment: string): CodeSample {
  const mark = sample.language === 'javascript' ? '//' : '#';
  return { ...sample, code: `${mark} ${comment.replaceAll(/\s+/g, ' ')}\n${sample.code}` };
}
