/** The five billed token counts. `output` includes thinking; `input` excludes cached tokens. */
export interface BilledTokens {
  input: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  cacheRead: number;
  output: number;
}

export const NO_TOKENS: BilledTokens = { input: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0, output: 0 };
