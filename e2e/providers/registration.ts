/** Credentials of TokenHub at the fake providers. */
export const CLIENT_ID = 'tokenhub-e2e';
export const CLIENT_SECRET = 'not much of a secret: it/opens+nothing';

export type ProviderName = 'google' | 'github';

/** The only registered redirect URI, as at a real provider. */
export const callbackOf = (provider: ProviderName): string => `${process.env.PUBLIC_URL}/api/auth/callback/${provider}`;

/** The portal's settings for providers at this address. */
export const providerSettings = (address: string) => ({
  GOOGLE_CLIENT_ID: CLIENT_ID,
  GOOGLE_CLIENT_SECRET: CLIENT_SECRET,
  GOOGLE_ISSUER: `${address}/google`,
  GITHUB_CLIENT_ID: CLIENT_ID,
  GITHUB_CLIENT_SECRET: CLIENT_SECRET,
  GITHUB_URL: `${address}/github`,
});
