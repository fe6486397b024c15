import { findAmount, type NanoUsd } from '#lib/billing/money.ts';

/** `12,50` is how half of our readers write it. */
const withPoint = (text: string): string => text.trim().replace(/^(\d+),(\d+)$/, '$1.$2');

/** An amount as somebody typed it: null when nothing was typed, undefined when it is no amount or more than a balance can be. */
export const readTypedUsd = (text: string): NanoUsd | null | undefined =>
  text.trim() === '' ? null : (findAmount(withPoint(text)) ?? undefined);
