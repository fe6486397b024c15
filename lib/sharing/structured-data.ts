import { BUCKETS, type Bucket, toUsdPerMillion } from '#lib/billing/pricing.ts';
import { publicUrl } from '#lib/config/env.ts';
import { SITE } from '#lib/config/site.ts';
import { toPlainText } from '#lib/docs/inline-markdown.ts';
import { QUESTIONS } from '#lib/docs/questions.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { toApiId } from '#lib/models/find.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';
import { cardAddress } from './metadata.ts';

/** A node of the schema.org vocabulary. */
export type Thing = { '@type': string } & Record<string, unknown>;

const addressOf = (locale: Locale, path: string): string => `${publicUrl}/${locale}${path}`;

const ORGANIZATION = { '@id': `${publicUrl}/#organization` };

/** The organisation, the site, and its models with prices. */
export async function siteData(locale: Locale, models: readonly Model[]): Promise<Thing[]> {
  const { site } = await loadMessages(locale);
  const url = addressOf(locale, '');
  return [
    { '@type': 'Organization', ...ORGANIZATION, name: SITE.name, url: publicUrl, logo: `${publicUrl}/icon.svg` },
    { '@type': 'WebSite', name: SITE.name, url, inLanguage: locale, publisher: ORGANIZATION },
    {
      '@type': 'SoftwareApplication',
      name: SITE.name,
      description: site.description,
      url,
      image: `${publicUrl}${cardAddress(locale, '')}`,
      applicationCategory: 'DeveloperApplication',
      operatingSystem: 'Any',
      offers: models.flatMap((model) => [offer(model, 'input'), offer(model, 'output')]),
    },
  ];
}

export async function questionsData(locale: Locale): Promise<Thing> {
  const { questions } = (await loadMessages(locale)).landing;
  return {
    '@type': 'FAQPage',
    inLanguage: locale,
    mainEntity: QUESTIONS.map((id) => ({
      '@type': 'Question',
      name: questions[id].question,
      acceptedAnswer: { '@type': 'Answer', text: toPlainText(questions[id].answer) },
    })),
  };
}

/** A model as a product with its five prices. */
export function modelData(locale: Locale, model: Model, now: Date): Thing {
  const path = `/models/${model.id}`;
  const isSold = lifecycleOf(model, now).status !== 'retired';
  return {
    '@type': 'Product',
    name: model.name,
    sku: toApiId(model),
    brand: { '@type': 'Brand', name: 'Anthropic' },
    url: addressOf(locale, path),
    image: `${publicUrl}${cardAddress(locale, path)}`,
    ...(isSold && { offers: BUCKETS.map((bucket) => offer(model, bucket)) }),
  };
}

const UNITS = {
  input: 'million input tokens',
  output: 'million output tokens',
  cacheRead: 'million tokens read from the cache',
  cacheWrite5m: 'million tokens written to the cache for 5 minutes',
  cacheWrite1h: 'million tokens written to the cache for 1 hour',
} as const satisfies Record<Bucket, string>;

function offer(model: Model, bucket: Bucket): Thing {
  const price = { price: toUsdPerMillion(model.rates[bucket]), priceCurrency: 'USD' };
  return {
    '@type': 'Offer',
    name: `${model.name}, ${UNITS[bucket]}`,
    sku: toApiId(model),
    ...price,
    priceSpecification: { '@type': 'UnitPriceSpecification', ...price, unitText: UNITS[bucket] },
    availability: 'https://schema.org/InStock',
    seller: ORGANIZATION,
  };
}

export async function articleData(
  locale: Locale,
  path: string,
  { title, description }: { title: string; description: string },
): Promise<Thing[]> {
  const article = {
    '@type': 'TechArticle',
    headline: title,
    description,
    url: addressOf(locale, path),
    inLanguage: locale,
    image: `${publicUrl}${cardAddress(locale, path)}`,
    publisher: ORGANIZATION,
  };
  return [article, await breadcrumbData(locale, path, title)];
}

/** The breadcrumbs of a page below `/docs` or `/models`. The last item is the page itself. */
export async function breadcrumbData(locale: Locale, path: string, title: string): Promise<Thing> {
  const { docs, models } = await loadMessages(locale);
  const section = path.startsWith('/docs')
    ? { path: '/docs', title: docs.title }
    : { path: '/models', title: models.title };
  const steps = [{ path: '', title: SITE.name }, section, { path, title }];
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map((step, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: step.title,
      item: addressOf(locale, step.path),
    })),
  };
}
