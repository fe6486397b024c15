import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import type { GatewayReply } from '../http.ts';

/** An answer as JSON. Money inside is already text or a number; a bigint here would be a bug. */
export const jsonReply = (value: unknown, headers: Record<string, string> = {}): GatewayReply => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});

/** Writes numbers digit by digit (ECMAScript 2026); TypeScript's library has no type for it yet. */
const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): object };

/** Money as OpenRouter's clients read it: a JSON number in USD, exact to the nano-dollar when `JSON.stringify` writes it. */
export const toUsdNumber = (amount: NanoUsd): object => rawJSON(toUsd(amount));
