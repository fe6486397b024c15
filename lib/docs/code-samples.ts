import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SAMPLE_TOPICS = ['chat', 'streaming', 'tools', 'json', 'vision'] as const;
export type SampleTopic = (typeof SAMPLE_TOPICS)[number];

export const SAMPLE_LANGUAGES = { curl: 'sh', python: 'py', node: 'mjs' } as const;
export type SampleLanguage = keyof typeof SAMPLE_LANGUAGES;

const WRITTEN_FOR = 'http://localhost:3000/api/v1';

/** A sample as a reader may paste it, for the API at `baseUrl`. The test suite runs every one of them. */
export function readSample(topic: SampleTopic, language: SampleLanguage, baseUrl: string = WRITTEN_FOR): string {
  const file = join(process.cwd(), 'lib/docs/samples', `${topic}.${SAMPLE_LANGUAGES[language]}`);
  return readFileSync(file, 'utf8').replaceAll(WRITTEN_FOR, baseUrl);
}
