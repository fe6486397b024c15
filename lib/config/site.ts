/** The product's name, safe for the browser. */
export const SITE = {
  name: 'TokenHub',
  /** Path of the OpenAI-compatible API, below the public address. */
  apiPath: '/api/v1',
} as const;
