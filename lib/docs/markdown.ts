import { createTranslator } from 'use-intl/core';
import { WRITTEN_ORIGIN } from '#lib/config/public-url.ts';
import { SITE } from '#lib/config/site.ts';
import { ERROR_CODES, type ErrorCode } from '#lib/errors.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import {
  type ProgramName,
  readProgram,
  readSample,
  SAMPLE_LANGUAGES,
  type SampleLanguage,
  type SampleTopic,
} from '#lib/samples/read.ts';
import { CONTENTS, type GuideSlug } from './contents.ts';
import { toMarkdownTable } from './doc-table.ts';
import { errorExample, readErrorTexts, retryAdvice } from './errors.ts';
import { readGuide, withoutHeadingIds } from './guide.ts';
import { listOperations } from './openapi/markdown.ts';
import type { ReaderContext } from './page.ts';
import { isTable, TABLES } from './tables/generated.ts';

const FENCES: Record<SampleLanguage, string> = { curl: 'bash', python: 'python', node: 'javascript' };

/** A guide as a single Markdown text: tables and samples are inlined, links are absolute and lead to Markdown pages. */
export async function guideMarkdown(slug: GuideSlug, place: ReaderContext): Promise<string> {
  const { title, description, body } = readGuide(place.locale, slug);
  const whole = await withTables(withSamples(withoutHeadingIds(body), place.origin), place.locale);
  return finish(`# ${title}\n\n${description}\n\n${whole}\n`, place);
}

export async function contentsMarkdown(place: ReaderContext): Promise<string> {
  const { docs } = await loadMessages(place.locale);
  return `# ${docs.title}\n\n${docs.description}\n\n${await listPages(place)}\n`;
}

export async function errorMarkdown(code: ErrorCode, place: ReaderContext): Promise<string> {
  const t = createTranslator({ locale: place.locale, messages: await loadMessages(place.locale), namespace: 'docs' });
  const { cause, fix } = readErrorTexts(place.locale)[code];
  const sections = [
    `# ${code}`,
    `HTTP ${ERROR_CODES[code].status} · \`${ERROR_CODES[code].type}\``,
    `## ${t('error.cause')}\n\n${cause}`,
    `## ${t('error.fix')}\n\n${fix}`,
    `## ${t('error.retry')}\n\n${t(`retry.${retryAdvice(code)}`)}`,
    `\`\`\`json\n${errorExample(code, place.origin)}\n\`\`\``,
  ];
  return finish(`${sections.join('\n\n')}\n`, place);
}

const withSamples = (body: string, origin: string): string =>
  body
    .replace(/<Sample topic="(\w+)" \/>/g, (_, topic: SampleTopic) => samplesMarkdown(topic, origin))
    .replace(/<Program name="([\w-]+)" \/>/g, (_, name: ProgramName) => fenced(FENCES.node, programAt(name, origin)));

const fenced = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``;

export const samplesMarkdown = (topic: SampleTopic, origin: string): string =>
  (Object.keys(SAMPLE_LANGUAGES) as SampleLanguage[])
    .map((language) => fenced(FENCES[language], sampleAt(topic, language, origin)))
    .join('\n\n');

export const sampleAt = (topic: SampleTopic, language: SampleLanguage, origin: string): string =>
  readSample(topic, language, `${origin}${SITE.apiPath}`).trimEnd();

export const programAt = (name: ProgramName, origin: string): string =>
  readProgram(name, `${origin}${SITE.apiPath}`).trimEnd();

async function withTables(body: string, locale: Locale): Promise<string> {
  const names = [...body.matchAll(/<Generated table="(\w+)" \/>/g)].map(([, name = '']) => name).filter(isTable);
  const tables = await Promise.all(names.map(async (name) => [name, toMarkdownTable(await TABLES[name](locale))]));
  const written = new Map(tables as [string, string][]);
  return body.replace(/<Generated table="(\w+)" \/>/g, (tag, name: string) => written.get(name) ?? tag);
}

/** Inserts this installation's addresses, and makes links lead to Markdown pages. */
export function finish(text: string, { locale, origin }: ReaderContext): string {
  return text
    .replaceAll('<BaseUrl />', `\`${origin}${SITE.apiPath}\``)
    .replaceAll(WRITTEN_ORIGIN, origin)
    .replace(
      /\]\((\/docs\/[\w/-]+)(#[\w-]+)?\)/g,
      (_, path: string, hash = '') => `](${origin}/${locale}${path}.md${hash})`,
    )
    .replace(/\]\((\/(?!docs\/)[^)]*)\)/g, (_, path: string) => `](${addressOf(path, locale, origin)})`);
}

/** Pages have a language prefix; files such as `/openapi.json` do not. */
const addressOf = (path: string, locale: Locale, origin: string): string =>
  /\.\w+$/.test(path) ? `${origin}${path}` : `${origin}/${locale}${path === '/' ? '' : path}`;

/** Every guide with its description, by section, and every operation, with links to the Markdown pages. */
async function listPages({ locale, origin }: ReaderContext): Promise<string> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'docs' });
  const { reference } = await loadMessages(locale);
  const guides = CONTENTS.map(({ id, slugs }) => {
    const items = slugs.map((slug) => {
      const { title, description } = readGuide(locale, slug);
      return `- [${title}](${origin}/${locale}/docs/${slug}.md): ${description}`;
    });
    return `## ${t(`sections.${id}`)}\n\n${items.join('\n')}`;
  });
  return [...guides, `## ${reference.title}\n\n${await listOperations({ locale, origin })}`].join('\n\n');
}

/** `llms.txt`: an overview with links, for language models. */
export async function llmsText(place: ReaderContext): Promise<string> {
  const { docs, site } = await loadMessages(place.locale);
  const { origin } = place;
  const head = `# ${SITE.name}\n\n> ${site.description}\n\n${docs.description}\n\nBase URL: ${origin}${SITE.apiPath}`;
  const data = [
    `- [OpenAPI](${origin}/openapi.json)`,
    `- [Prices as JSON](${origin}/pricing.json)`,
    `- [All guides in one file](${origin}/llms-full.txt)`,
  ];
  return `${head}\n\n${await listPages(place)}\n\n## Data\n\n${data.join('\n')}\n`;
}
