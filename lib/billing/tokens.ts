/** The five buckets a request is billed by. `output` includes thinking; `input` excludes the cache's part. */
export interface BilledTokens {
  input: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  cacheRead: number;
  output: number;
}

export const NO_TOKENS: BilledTokens = { input: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0, output: 0 };
