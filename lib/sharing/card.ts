import { GUIDES, isGuide } from '#lib/docs/contents.ts';
import { readGuide } from '#lib/docs/guide.ts';
import { formatCount, formatRate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages, type Messages } from '#lib/i18n/messages.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { toApiId } from '#lib/models/find.ts';
import type { Model } from '#lib/models/model.ts';
import { PUBLIC_PAGES } from './pages.ts';

/** What a link to one of our pages looks like where it is shared. */
export interface Card {
  /** Where the page is: `Docs`. */
  place: string;
  title: string;
  text: string;
  facts: readonly { name: string; value: string }[];
}

/** The pages that have a card of their own, without the language. */
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

/** The renderer's font would draw what joins two letters as a letter of its own. */
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

/** After a comma or a stop. */
const AFTER_A_MARK = /(?<=[、。）」])(?=[^、。）」\s])/u;
/**
 * After kana or a space, before what is neither. The `お` and `ご` of politeness stay with their word, and so does the
 * first verb of two that are one: `差し引く`.
 */
const AFTER_KANA =
  /(?<=[\p{Script=Hiragana}\s])(?<!(?:^|[、。\s])[おご])(?<!\p{Script=Han}[きしちみりぎびけせめれべげえ])(?=[^\p{Script=Hiragana}、。）」\s])/u;

/** The pieces of a text that stay in one line where there is room. Browsers divide Japanese so; a card's renderer does not. */
export const phrasesOf = (text: string, locale: Locale): string[] =>
  locale === 'ja' ? text.split(new RegExp(`${AFTER_A_MARK.source}|${AFTER_KANA.source}`, 'u')) : [text];
