/**
 * Any web page may call the API with a key it was given. No cookie is ever read here, so there is nothing to steal.
 * Only browsers send an `Origin`, so only they are sent these headers.
 */
export const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': [
    ...['x-request-id', 'x-tokenhub-cost', 'x-tokenhub-adjusted', 'x-tokenhub-store', 'deprecation', 'sunset', 'link'],
    ...['retry-after', 'retry-after-ms', 'x-should-retry'],
    ...['x-ratelimit-limit-requests', 'x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'],
    ...['x-ratelimit-limit-tokens', 'x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens'],
  ].join(', '),
};

/** Replies to a browser's CORS preflight. */
export const preflight = (requestedHeaders: string | undefined) => ({
  status: 204,
  headers: {
    ...CORS_HEADERS,
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': requestedHeaders ?? 'authorization, content-type, x-api-key',
    'access-control-max-age': '86400',
    vary: 'access-control-request-headers',
  },
  body: null,
});
