import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WRITTEN_ORIGIN } from '#lib/config/public-url.ts';
import { SITE } from '#lib/config/site.ts';

export const SAMPLE_TOPICS = ['chat', 'streaming', 'tools', 'json', 'vision'] as const;
export type SampleTopic = (typeof SAMPLE_TOPICS)[number];

export const SAMPLE_LANGUAGES = { curl: 'sh', python: 'py', node: 'mjs' } as const;
export type SampleLanguage = keyof typeof SAMPLE_LANGUAGES;

/** Sample programs with libraries for Node only. */
export const PROGRAMS = ['ai-sdk', 'ai-sdk-object', 'ai-sdk-tools', 'langchain', 'langchain-tools', 'receipt'] as const;
export type ProgramName = (typeof PROGRAMS)[number];

const WRITTEN_FOR = WRITTEN_ORIGIN + SITE.apiPath;

/** A sample to paste, for the API at `baseUrl`. The test suite runs every one of them. */
export const readSample = (topic: SampleTopic, language: SampleLanguage, baseUrl: string = WRITTEN_FOR): string =>
  readFor(baseUrl, `${topic}.${SAMPLE_LANGUAGES[language]}`);

export const readProgram = (name: ProgramName, baseUrl: string = WRITTEN_FOR): string =>
  readFor(baseUrl, `${name}.${SAMPLE_LANGUAGES.node}`);

const readFor = (baseUrl: string, file: string): string =>
  readFileSync(join(process.cwd(), 'lib/samples/programs', file), 'utf8').replaceAll(WRITTEN_FOR, baseUrl);
