import { FABLE } from './catalog/fable.ts';
import { HAIKU } from './catalog/haiku.ts';
import { OPUS } from './catalog/opus.ts';
import { SONNET } from './catalog/sonnet.ts';
import type { Model } from './model.ts';

/** All models that we sell or have announced, by tier and newest first. Retired models stay, for helpful errors. */
export const CATALOG: readonly Model[] = [...OPUS, ...SONNET, ...HAIKU, ...FABLE];
