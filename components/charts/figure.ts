import { nanoUsd } from '#lib/billing/money.ts';
import {
  formatBalance,
  formatCost,
  formatCount,
  formatDuration,
  formatExactCost,
  formatExactCount,
} from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import type { ChartValue } from './chart-data.ts';

/** The unit of a chart. Money is in nano-USD, a share is from 0 to 1. */
export type FigureKind = 'usd' | 'count' | 'percent' | 'ms';

/** `short` beside a drawing, `exact` in a table. */
type Detail = 'short' | 'exact';

type Formats = Record<Detail, (locale: Locale, value: bigint | number) => string>;

const toNano = (value: bigint | number) => nanoUsd(BigInt(value));

const USD = 1_000_000_000n;

/** Two decimals from one dollar on. The table shows the exact value. */
function sumOfUsd(locale: Locale, value: bigint | number): string {
  const amount = toNano(value);
  return amount >= USD || amount <= -USD ? formatBalance(locale, amount) : formatCost(locale, amount);
}

/** Counts below this are written in full. */
const FEW = 100_000;

const percent = (digits: number) => (locale: Locale, value: bigint | number) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: digits }).format(value);

const duration = (locale: Locale, value: bigint | number) => formatDuration(locale, Number(value));

const FORMATS: Record<FigureKind, Formats> = {
  usd: {
    short: sumOfUsd,
    exact: (locale, value) => formatExactCost(locale, toNano(value)),
  },
  count: {
    short: (locale, value) => (value < FEW ? formatExactCount : formatCount)(locale, Number(value)),
    exact: (locale, value) => formatExactCount(locale, Number(value)),
  },
  percent: { short: percent(3), exact: percent(6) },
  ms: { short: duration, exact: duration },
};

interface Figure {
  figure: FigureKind;
  isApproximate?: boolean;
}

export const NO_VALUE = '–';

export function formatFigure(
  locale: Locale,
  { figure, isApproximate }: Figure,
  value: ChartValue,
  detail: Detail = 'short',
) {
  if (value === null) return NO_VALUE;
  const text = FORMATS[figure][detail](locale, value);
  return isApproximate ? `≈ ${text}` : text;
}

/** Formats a value of an axis with as many decimals as its steps need. */
export function formatTick(locale: Locale, figure: FigureKind, value: number, step: number): string {
  if (figure === 'count') return formatCount(locale, value);
  if (figure !== 'usd') return FORMATS[figure].short(locale, value);
  const decimals = step >= Number(USD) ? 0 : Math.max(2, Math.ceil(-Math.log10(step / Number(USD))));
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: value === 0 ? 0 : decimals,
    maximumFractionDigits: decimals,
  }).format(value / Number(USD));
}
