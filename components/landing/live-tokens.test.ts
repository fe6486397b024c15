import { expect, it } from 'vitest';
import { countText } from '#lib/sandbox/tokens.ts';
import { countLiveTokens } from './live-tokens.ts';

it.each(['', 'Why?', 'Sunlight holds every colour.', 'Größe', '空はなぜ青い？', '🦤'])(
  'counts %j as the sandbox does',
  (text) => {
    expect(countLiveTokens(text)).toBe(countText(text));
  },
);
