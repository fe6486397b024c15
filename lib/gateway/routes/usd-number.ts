import { type NanoUsd, toUsd } from '#lib/billing/money.ts';

/** JSON with numbers written digit by digit (ECMAScript 2026); TypeScript's library does not know it yet. */
const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): object };

/** Money as OpenRouter's clients read it: a JSON number in USD, exact to the nano-dollar when `JSON.stringify` writes it. */
export const toUsdNumber = (amount: NanoUsd): object => rawJSON(toUsd(amount));
