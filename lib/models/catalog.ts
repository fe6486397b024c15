import { FABLE } from './catalog/fable.ts';
import { HAIKU } from './catalog/haiku.ts';
import { OPUS } from './catalog/opus.ts';
import { SONNET } from './catalog/sonnet.ts';
import type { Model } from './model.ts';

/** Everything we sell or once promised, by tier and newest first. Retired models stay: their names still deserve an answer. */
export const CATALOG: readonly Model[] = [...OPUS, ...SONNET, ...HAIKU, ...FABLE];
