import { describe, expect, it } from 'vitest';
import { BUCKETS, toUsdPerMillion } from '#lib/billing/pricing.ts';
import { allPaths, pathname } from '#lib/docs/page.ts';
import { QUESTIONS } from '#lib/docs/questions.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { CARD_PAGES, findCard } from './card.ts';
import { cardAddress, cardPage, pageMetadata } from './metadata.ts';
import { articleData, modelData, questionsData, siteData, type Thing } from './structured-data.ts';

const PAGES = ['', '/models', ...CATALOG.map(({ id }) => `/models/${id}`), ...allPaths().map(pathname)];

describe('the card of a page', () => {
  it.each(LOCALES)('has only letters in %s that its renderer can draw', async (locale) => {
    const cards = await Promise.all(CARD_PAGES.map((path) => findCard(locale, path)));
    expect(cards.filter((card) => /\p{Cf}/u.test(`${card?.title}${card?.text}`))).toEqual([]);
  });

  it.each(LOCALES)('exists for every public page in %s', (locale) => {
    const drawn = new Set(CARD_PAGES.map((path) => cardAddress(locale, path)));
    expect(PAGES.filter((path) => !drawn.has(cardAddress(locale, path)))).toEqual([]);
  });

  it('is found by its address, and is not empty', async () => {
    for (const path of CARD_PAGES) {
      const page = cardPage(cardAddress('de', path).split('/').slice(2));
      expect(page).toEqual({ locale: 'de', path });
      expect(await findCard('de', path)).toMatchObject({
        title: expect.stringMatching(/\S/),
        text: expect.stringMatching(/\S/),
      });
    }
  });

  it.each([
    ['xx', 'home.png'],
    ['en', 'docs', 'nowhere.png'],
    ['en', 'models', 'constructor.png'],
  ])('does not exist at %s/%s', async (...segments) => {
    const page = cardPage(segments);
    expect(page && (await findCard(page.locale, page.path))).toBeNull();
  });

  it('shows the prices of the catalog', async () => {
    for (const { id, rates } of CATALOG) {
      const card = await findCard('en', `/models/${id}`);
      const [input, output] = (card?.facts ?? []).map(({ value }) => Number(value.replace('$', '')));
      expect([input, output]).toEqual([rates.input, rates.output].map((rate) => Number(toUsdPerMillion(rate))));
    }
  });
});

it('has the same canonical page for sharing and for opening', () => {
  const page = { locale: 'de', path: '/docs/streaming', title: 'Streaming', description: 'Stück für Stück.' } as const;
  expect(pageMetadata(page)).toMatchObject({
    title: 'Streaming',
    openGraph: {
      title: 'Streaming',
      url: '/de/docs/streaming',
      locale: 'de_DE',
      images: [{ url: '/og/de/docs/streaming.png' }],
    },
    twitter: { card: 'summary_large_image', description: 'Stück für Stück.' },
  });
});

describe('structured data', () => {
  const offersOf = (thing: Thing) => (thing.offers ?? []) as { name: string; price: string; sku: string }[];

  it('offers a model at the five prices of the catalog, and a retired one not at all', () => {
    const retired = CATALOG.filter((model) => offersOf(modelData('en', model, new Date('2026-11-22'))).length === 0);
    expect(retired.map(({ id }) => id)).toContain('claude-4-opus');
    for (const model of CATALOG.filter((one) => !retired.includes(one))) {
      const prices = offersOf(modelData('en', model, new Date('2026-11-22'))).map(({ price }) => price);
      expect(prices).toEqual(BUCKETS.map((bucket) => toUsdPerMillion(model.rates[bucket])));
    }
  });

  it('offers each current model on the front page', async () => {
    const application = (await siteData('en', CATALOG)).find((thing) => thing['@type'] === 'SoftwareApplication');
    expect(new Set(offersOf(application as Thing).map(({ sku }) => sku)).size).toBe(CATALOG.length);
  });

  it.each(LOCALES)('has every question with its answer in %s, without Markdown', async (locale) => {
    const { mainEntity } = (await questionsData(locale)) as unknown as {
      mainEntity: { acceptedAnswer: { text: string } }[];
    };
    expect(mainEntity).toHaveLength(QUESTIONS.length);
    for (const { acceptedAnswer } of mainEntity) expect(acceptedAnswer.text).not.toMatch(/`|\]\(/);
  });

  it('gives the position of an article', async () => {
    const [article, way] = await articleData('fr', '/docs/billing', { title: 'Facturation', description: 'Tout.' });
    expect(article).toMatchObject({ '@type': 'TechArticle', headline: 'Facturation', inLanguage: 'fr' });
    const steps = (way as { itemListElement?: { item: string }[] }).itemListElement ?? [];
    expect(steps.map(({ item }) => new URL(item).pathname)).toEqual(['/fr', '/fr/docs', '/fr/docs/billing']);
  });
});
