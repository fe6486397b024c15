import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../app/colours.css', import.meta.url), 'utf8');

/** Reads the opaque colours of one theme, by name. */
function readTheme(selector: ':root' | '.dark'): Record<string, number> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  const colours = block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g);
  return Object.fromEntries(
    [...colours].map(([, name, l, c, h]) => [name, luminance(Number(l), Number(c), Number(h))]),
  );
}

/** Relative luminance of an OKLCH colour: converted to linear sRGB (Ottosson's matrices) and clipped to its gamut. */
function luminance(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: Record<string, number>, front: string, back: string): number {
  const [one, other] = [theme[front], theme[back]];
  if (one === undefined || other === undefined) throw new Error(`No colour is called ${front} or ${back}.`);
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

const GROUNDS = ['paper', 'raised', 'sunken'];
const on = (fronts: string[], backs: string[]) =>
  fronts.flatMap((front) => backs.map((back) => [front, back] as const));
const STATES = ['success', 'warning', 'danger'];
const TIERS = ['opus', 'sonnet', 'haiku', 'fable', 'other'].map((tier) => `tier-${tier}`);
const CHART = ['input', 'output', 'cache-read', 'cache-write', 'other', 1, 2, 3, 4, 5, 6, 7].map(
  (part) => `chart-${part}`,
);
const TINTS = TIERS.filter((tier) => tier !== 'tier-other').flatMap((tier) =>
  [1, 2, 3, 4].map((tint) => `${tier}-${tint}`),
);

const TEXT = [
  ...on(['ink', 'ink-muted', 'ink-faint', 'accent', 'live-ink', ...STATES, ...TIERS], GROUNDS),
  ...[...STATES, ...TIERS, 'accent'].map((name) => [name, `${name}-soft`] as const),
  ...on(
    ['ink', 'ink-muted'],
    [...STATES, 'accent', 'live'].map((name) => `${name}-soft`),
  ),
  ['live-ink', 'live-soft'] as const,
  ...on(['on-accent'], ['accent', 'accent-hover']),
  ...on(['on-danger'], ['danger', 'danger-hover']),
];
const GRAPHICS = on(['control-line', 'live', 'accent', ...CHART, ...TINTS], GROUNDS);

describe.each([':root', '.dark'] as const)('the colours of %s', (selector) => {
  const theme = readTheme(selector);
  it.each(TEXT)('have enough contrast for text: %s on %s', (front, back) => {
    expect(contrast(theme, front, back)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(GRAPHICS)('have enough contrast for graphics: %s on %s', (front, back) => {
    expect(contrast(theme, front, back)).toBeGreaterThanOrEqual(3);
  });
});
