/** What people call the identity providers. */
export const PROVIDER_NAMES = { google: 'Google', github: 'GitHub' } as const;

export type Provider = keyof typeof PROVIDER_NAMES;

/** What an identity provider says about a person, and what we know. */
interface OAuthFacts {
  /** The user this identity signs in as already. */
  linkedUserId: string | null;
  /** Whoever is signed in here while it happens. */
  signedIn: { id: string; isVerified: boolean; isSteppedUp: boolean } | null;
  /** Somebody has the address the provider names. */
  isAddressTaken: boolean;
  hasAddress: boolean;
  /** The provider vouches that the person reads the address's mail. */
  isAddressVerified: boolean;
  /** Somebody in an organisation has invited the address. */
  isInvited: boolean;
  signUp: 'open' | 'invite_only' | 'closed';
}

export type OAuthDecision =
  | { do: 'sign_in'; userId: string }
  | { do: 'link'; userId: string }
  | { do: 'sign_up' }
  | { do: 'refuse'; because: OAuthRefusal };

const OAUTH_REFUSALS = [
  'linked_elsewhere',
  'not_verified',
  'step_up',
  'sign_in_to_link',
  'no_address',
  'unverified_address',
  'closed',
] as const;

type OAuthRefusal = (typeof OAUTH_REFUSALS)[number];

/** Why nobody was signed in or linked: we refused, the person did, or something failed. */
export type ProviderError = OAuthRefusal | 'access_denied' | 'other';

const TOLD: readonly ProviderError[] = [...OAUTH_REFUSALS, 'access_denied'];

/** What an address's `error` means. It may hold next-auth's own words, or anybody's. */
export const toProviderError = (text: string): ProviderError => TOLD.find((known) => known === text) ?? 'other';

/**
 * An address a provider names proves nothing about an account here. Identities are linked only by somebody who is signed in,
 * verified and has just proved to be here; a stranger may sign up with an address that is theirs and that nobody has.
 */
export function decideOAuth(facts: OAuthFacts): OAuthDecision {
  const { linkedUserId, signedIn } = facts;
  if (linkedUserId) {
    if (signedIn && signedIn.id !== linkedUserId) return { do: 'refuse', because: 'linked_elsewhere' };
    return { do: 'sign_in', userId: linkedUserId };
  }
  if (signedIn) {
    if (!signedIn.isVerified) return { do: 'refuse', because: 'not_verified' };
    return signedIn.isSteppedUp ? { do: 'link', userId: signedIn.id } : { do: 'refuse', because: 'step_up' };
  }
  const because = whyNoSignUp(facts);
  return because ? { do: 'refuse', because } : { do: 'sign_up' };
}

/** Only whoever reads an address's mail learns whether it has an account here. */
function whyNoSignUp({ hasAddress, isAddressVerified, isAddressTaken, isInvited, signUp }: OAuthFacts) {
  if (!hasAddress) return 'no_address';
  if (!isAddressVerified) return 'unverified_address';
  if (isAddressTaken) return 'sign_in_to_link';
  return signUp === 'open' || (signUp === 'invite_only' && isInvited) ? null : 'closed';
}
