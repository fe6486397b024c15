import { defaultUnit, fitUnit, type Unit } from '../time/buckets.ts';
import { type Period, periodOf, type Reader } from '../time/range.ts';
import { splitList, VIEW_PARSERS, VIEW_URL_KEYS, type ViewState } from './parsers.ts';
import { METRIC_TRAITS } from './vocabulary.ts';

/** A value of the URL that is not used, to be reported on the page. Without `used`, the default applies. */
export interface ViewNote {
  name: string;
  value: string;
  used?: string;
}

export interface View extends Omit<ViewState, 'per' | 'zone'> {
  zone: string;
  period: Period;
  per: Unit;
}

/** Parses a query string leniently: unknown or unsuitable values fall back, and the notes report them. */
export function readView(params: URLSearchParams, reader: Reader): { view: View; notes: ViewNote[] } {
  const notes: ViewNote[] = [];
  const state = Object.fromEntries(NAMES.map((name) => [name, readValue(name, params, notes)])) as unknown as ViewState;
  const zone = state.zone ?? reader.zone;
  const period = periodOf(state.range, { ...reader, zone });
  const asked = state.per ?? defaultUnit(period);
  const per = fitUnit(asked, period);
  if (per !== asked) notes.push({ name: 'per', value: asked, used: per });
  return { view: { ...settle(state, notes), zone, period, per }, notes };
}

const NAMES = Object.keys(VIEW_PARSERS) as (keyof ViewState)[];

function readValue(name: keyof ViewState, params: URLSearchParams, notes: ViewNote[]): unknown {
  const parser = VIEW_PARSERS[name];
  const urlKey = name in VIEW_URL_KEYS ? VIEW_URL_KEYS[name as keyof typeof VIEW_URL_KEYS] : name;
  const fallback = 'defaultValue' in parser ? parser.defaultValue : null;
  const text = params.get(urlKey);
  if (text === null || text === '') return fallback;
  const value: unknown = parser.parse(text);
  const unknown = Array.isArray(value) ? splitList(text).filter((item) => !value.includes(item)) : [];
  for (const item of value === null ? [text] : unknown) notes.push({ name: urlKey, value: item });
  return value ?? fallback;
}

/** Resolves valid values that do not fit together. */
function settle(state: ViewState, notes: ViewNote[]): ViewState {
  const { by, thenBy, metric, isCumulative } = state;
  const isPointless = thenBy !== null && (thenBy === by || by === 'none');
  const isVain = isCumulative && !METRIC_TRAITS[metric].isSum;
  if (isPointless) notes.push({ name: VIEW_URL_KEYS.thenBy, value: thenBy });
  if (isVain) notes.push({ name: VIEW_URL_KEYS.isCumulative, value: '1' });
  return { ...state, thenBy: isPointless ? null : thenBy, isCumulative: isCumulative && !isVain };
}
