import 'server-only';
import type { NanoUsd } from '#lib/billing/money.ts';
import { formatDay, formatExactCount, formatExactUsd, formatMonth } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findModel } from '#lib/models/find.ts';
import { type Column, Sheet } from '#lib/pdf/sheet.ts';
import { boundsOf, KINDS, type MovementKind } from './filter.ts';
import type { ChargeLine, Month } from './months.ts';

/** The name, address and tax ids of a party, one per line. */
export type Party = readonly string[];

/** The texts of the PDF in the reader's language. */
export interface MonthWords {
  title: string;
  number: string;
  account: string;
  operator: string;
  opening: string;
  closing: string;
  kinds: Record<MovementKind, string>;
  charges: string;
  model: string;
  key: string;
  requests: string;
  amount: string;
  none: string;
  /** A note for a month that is not over. */
  provisional: string;
  /** Contains the hash of the file. */
  proof: string;
  invoices: string;
}

interface MonthPaper {
  locale: Locale;
  words: MonthWords;
  number: string;
  month: Month;
  charges: readonly ChargeLine[];
  account: Party;
  operator: Party;
  isFinal: boolean;
}

const END = 483;

/** Renders a month's statement as PDF: opening balance, movements, closing balance, and spend per model and key. */
export function monthPdf({ locale, words, number, month, charges, ...paper }: MonthPaper): Promise<Buffer> {
  const { from, until } = boundsOf(month.month);
  const lastDay = new Date(until.getTime() - 1);
  const usd = (amount: NanoUsd) => formatExactUsd(locale, amount);
  const amount = (text: string, value: NanoUsd): Column[] => [
    { text, at: 0 },
    { text: usd(value), at: END, isEnd: true },
  ];
  const sheet = new Sheet({ title: `${words.title} ${month.month}`, locale, date: lastDay });
  sheet.heading(`${words.title} · ${formatMonth(locale, from)}`);
  sheet.gap(6);
  sheet.columns([
    [words.account, ...paper.account],
    [words.operator, ...paper.operator],
    [words.number, number, `${formatDay(locale, from)} –`, `${formatDay(locale, lastDay)}, UTC`],
  ]);
  sheet.row(amount(words.opening, month.opening), { isBold: true });
  for (const kind of KINDS) if (month.moved[kind] !== 0n) sheet.row(amount(words.kinds[kind], month.moved[kind]));
  sheet.row(amount(words.closing, month.closing), { isBold: true });
  sheet.gap(22);
  sheet.heading(words.charges, 13);
  sheet.row(toLine(words.model, words.key, words.requests, words.amount), { isMuted: true });
  for (const { model, keyId, keyName, requests, amount: spent } of charges) {
    const name = findModel(model)?.name ?? model;
    sheet.row(toLine(name, shorten(keyName ?? keyId), formatExactCount(locale, requests), usd(spent)));
  }
  if (charges.length === 0) sheet.row([{ text: words.none, at: 0 }]);
  sheet.gap();
  for (const note of [...(paper.isFinal ? [] : [words.provisional]), words.invoices, words.proof]) sheet.note(note);
  return sheet.end();
}

const toLine = (model: string, key: string, requests: string, amount: string): Column[] => [
  { text: model, at: 0 },
  { text: key, at: 150 },
  { text: requests, at: 360, isEnd: true },
  { text: amount, at: END, isEnd: true },
];

const LONGEST = 26;

const shorten = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);
