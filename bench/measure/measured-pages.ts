export const DOCS_PAGE = '/en/docs/quickstart';

/** One page of each kind that a stranger sees. */
export const MEASURED_PAGES = ['/en', DOCS_PAGE, '/en/models', '/en/sign-up'] as const;
