import type { GatewayReply } from '../http.ts';

/** An answer as JSON. Money inside is already text or a number; a bigint here would be a bug. */
export const jsonReply = (value: unknown, headers: Record<string, string> = {}): GatewayReply => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});
