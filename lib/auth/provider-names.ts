/** What people call the identity providers. */
export const PROVIDER_NAMES = { google: 'Google', github: 'GitHub' } as const;

export type Provider = keyof typeof PROVIDER_NAMES;
