import type { CSSProperties } from 'react';
import type { Tier } from '#lib/models/model.ts';

/** The name of a colour variable in `colours.css`. Each has enough contrast in both themes. */
export type Tone =
  | 'accent'
  | 'warning'
  | 'danger'
  | `tier-${Tier}-${1 | 2 | 3 | 4}`
  | `chart-${'input' | 'output' | 'cache-read' | 'cache-write' | 'other' | 1 | 2 | 3 | 4 | 5 | 6 | 7}`;

/** Styles for `fill-(--tone)` and similar. With forced colours, `--pattern` and `--dash` tell series apart. */
export const toneStyle = (tone: Tone, index: number, patterns: string) =>
  ({
    '--tone': `var(--${tone})`,
    '--pattern': `url(#${patternId(patterns, index)})`,
    '--dash': DASHES[index % DASHES.length],
  }) as CSSProperties;

const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '5 5', '1 5', '12 3', '3 6'];

export const patternId = (prefix: string, index: number): string => `${prefix}-${index}`;
