import { GUIDES, isGuide } from '#lib/docs/contents.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { formatCount, formatRate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages, type Messages } from '#lib/i18n/messages.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { toApiId } from '#lib/models/find.ts';
import type { Model } from '#lib/models/model.ts';
import { PUBLIC_PAGES } from './pages.ts';

/** The preview image of a shared link to a page. */
export interface Card {
  /** The section of the page: `Docs`. */
  place: string;
  title: string;
  text: string;
  facts: readonly { name: string; value: string }[];
}

/** Pages with a card of their own, without the language. */
export const CARD_PAGES: readonly string[] = [
  ...PUBLIC_PAGES,
  '/docs',
  ...GUIDES.map((slug) => `/docs/${slug}`),
  '/docs/api',
];

export async function findCard(locale: Locale, path: string): Promise<Card | null> {
  const words = await loadMessages(locale);
  const plainPage = plainPages(words)[path];
  if (plainPage) return plainPage;
  const [, section, name = ''] = path.split('/');
  if (section === 'models') return modelCard(locale, name, words);
  return section === 'docs' && isGuide(name) ? guideCard(locale, name, words) : null;
}

const plainPages = ({
  landing,
  shell,
  models,
  compare,
  calculator,
  changelog,
  docs,
  reference,
}: Messages): Record<string, Card> => ({
  '': plain('', landing.headline, landing.lede),
  '/models': plain(shell.navigation.models, models.title, models.description),
  '/models/compare': plain(shell.navigation.models, compare.title, compare.description),
  '/models/calculator': plain(shell.navigation.models, calculator.title, calculator.description),
  '/changelog': plain(docs.title, changelog.title, changelog.description),
  '/docs': plain(docs.title, docs.title, docs.description),
  '/docs/api': plain(docs.title, reference.title, reference.description),
});

/** Removes word joiners, which the renderer's font would draw as visible characters. */
const drawable = (text: string) => text.replaceAll('\u2060', '');
const plain = (place: string, title: string, text: string): Card => ({
  place,
  title: drawable(title),
  text: drawable(text),
  facts: [],
});

function guideCard(locale: Locale, slug: Parameters<typeof readGuide>[1], { docs }: Messages): Card {
  const { title, description } = readGuide(locale, slug);
  return plain(docs.title, title, description);
}

function modelCard(locale: Locale, id: string, words: Messages): Card | null {
  const model = CATALOG.find((candidate) => candidate.id === id);
  if (!model) return null;
  return { ...plain(words.shell.navigation.models, model.name, toApiId(model)), facts: factsOf(model, locale, words) };
}

function factsOf({ rates, contextTokens }: Model, locale: Locale, { tokens, landing, samples }: Messages) {
  const priced = (part: 'input' | 'output') => ({
    name: drawable(`${tokens[part]}, ${samples.receipt.rate}`),
    value: formatRate(locale, rates[part]),
  });
  return [
    priced('input'),
    priced('output'),
    { name: drawable(landing.prices.context), value: formatCount(locale, contextTokens) },
  ];
}

/** After a comma or full stop. */
const AFTER_A_MARK = /(?<=[、。）」])(?=[^、。）」\s])/u;
/**
 * Between kana or a space and any other character. The honorific `お` and `ご` stay with their word, as does the first
 * verb of a compound: `差し引く`.
 */
const AFTER_KANA =
  /(?<=[\p{Script=Hiragana}\s])(?<!(?:^|[、。\s])[おご])(?<!\p{Script=Han}[きしちみりぎびけせめれべげえ])(?=[^\p{Script=Hiragana}、。）」\s])/u;

/** Splits a text into phrases to keep on one line. Browsers do this for Japanese; a card's renderer does not. */
export const phrasesOf = (text: string, locale: Locale): string[] =>
  locale === 'ja' ? text.split(new RegExp(`${AFTER_A_MARK.source}|${AFTER_KANA.source}`, 'u')) : [text];
