/** What the product calls itself, safe for the browser. */
export const SITE = {
  name: 'TokenHub',
  /** Where the OpenAI-compatible API answers, below the public address. */
  apiPath: '/api/v1',
} as const;
