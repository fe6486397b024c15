const LINES = 2_000;

const PART = `## Part N

Some **bold** words, some \`code\`, and [a link](https://a.example/N) in part N.

- one thing
- another thing
  - and what belongs to it

\`\`\`js
const part = N;
console.log(part);
\`\`\`

| a | b |
|---|--:|
| N | 2 |`;

const repeated = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Answers of two thousand lines: one with all that answers are made of, and one of each kind alone. */
export const LONG_ANSWERS = {
  answer: repeated(LINES / PART.split('\n').length, (index) => PART.replaceAll('N', String(index))),
  code: `\`\`\`js\n${repeated(LINES, (index) => `const part${index} = await read('${index}.json', { encoding: 'utf8' });`)}`,
  list: repeated(LINES, (index) => `- **Item ${index}**: \`code\` and what there is to say of it`),
  table: `| Name | Count | Note |\n|---|--:|---|\n${repeated(LINES, (index) => `| item ${index} | ${index} | \`code\` |`)}`,
};
