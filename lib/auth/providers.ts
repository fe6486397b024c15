import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import GitHub from 'next-auth/providers/github';
import Google from 'next-auth/providers/google';
import { z } from 'zod';
import { env } from '#lib/config/env.ts';
import { type Identity, PROVIDERS } from './identities.ts';
import type { Provider } from './oauth.ts';

type ProviderConfig = NextAuthOptions['providers'][number];

const TIMEOUT_MS = 5_000;
const httpOptions = { timeout: TIMEOUT_MS };

/** Google, or another OpenID Connect provider at the configured issuer. */
const google = (): ProviderConfig =>
  Google({
    clientId: env.GOOGLE_CLIENT_ID ?? '',
    clientSecret: env.GOOGLE_CLIENT_SECRET ?? '',
    wellKnown: `${env.GOOGLE_ISSUER}/.well-known/openid-configuration`,
    checks: ['pkce', 'state', 'nonce'],
    httpOptions,
  });

/** github.com has its API at a separate host, a GitHub Enterprise Server below its own address. */
const githubApi = () =>
  env.GITHUB_URL === 'https://github.com' ? 'https://api.github.com' : `${env.GITHUB_URL}/api/v3`;

function github(): ProviderConfig {
  const oauth = `${env.GITHUB_URL}/login/oauth`;
  return GitHub({
    clientId: env.GITHUB_CLIENT_ID ?? '',
    clientSecret: env.GITHUB_CLIENT_SECRET ?? '',
    issuer: oauth,
    authorization: { url: `${oauth}/authorize`, params: { scope: 'read:user user:email' } },
    token: `${oauth}/access_token`,
    userinfo: {
      url: `${githubApi()}/user`,
      // A profile shows any address its owner chose; only the list of addresses tells which are verified.
      request: async ({ client, tokens }) => {
        const token = tokens.access_token ?? '';
        const [profile, mailbox] = await Promise.all([client.userinfo(token), findGithubMailbox(token)]);
        return { ...profile, email: undefined, ...mailbox };
      },
    },
    checks: ['pkce', 'state'],
    httpOptions,
  });
}

const githubMailboxes = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

async function findGithubMailbox(token: string): Promise<{ email: string; email_verified: boolean } | null> {
  const response = await fetch(`${githubApi()}/user/emails`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json', 'user-agent': 'TokenHub' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) return null;
  const primary = githubMailboxes.parse(await response.json()).find((mailbox) => mailbox.primary);
  return primary ? { email: primary.email, email_verified: primary.verified } : null;
}

const CONFIGS: Record<Provider, () => ProviderConfig> = { google, github };

export const identityProviders = (): ProviderConfig[] => PROVIDERS.map((provider) => CONFIGS[provider]());

const verifiedMailbox = z.object({ email_verified: z.literal(true) });

interface ProviderUser {
  account: { provider: string; providerAccountId: string };
  profile: unknown;
  email: string | null;
}

/** Converts next-auth's description of a user. */
export const toIdentity = ({ account, profile, email }: ProviderUser, locale: string): Identity => ({
  provider: account.provider as Provider,
  subject: account.providerAccountId,
  email,
  isEmailVerified: verifiedMailbox.safeParse(profile).success,
  locale,
});
