/** The brand names of the identity providers. */
export const PROVIDER_NAMES = { google: 'Google', github: 'GitHub' } as const;

export type Provider = keyof typeof PROVIDER_NAMES;

/** The provider's statements about a person, and our records. */
interface OAuthFacts {
  /** The user this identity already belongs to. */
  linkedUserId: string | null;
  signedIn: { id: string; isVerified: boolean; isSteppedUp: boolean } | null;
  /** A user has the address the provider names. */
  isAddressTaken: boolean;
  hasAddress: boolean;
  /** The provider confirms that the person owns the mailbox. */
  isAddressVerified: boolean;
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

/** The reason why no user was signed in or linked: our refusal, the person's, or a failure. */
export type ProviderError = OAuthRefusal | 'access_denied' | 'other';

const TOLD: readonly ProviderError[] = [...OAUTH_REFUSALS, 'access_denied'];

/** Parses an address's `error` parameter, which may hold next-auth's codes or any other text. */
export const toProviderError = (text: string): ProviderError => TOLD.find((known) => known === text) ?? 'other';

/**
 * A provider's address proves nothing about an account here. Identities are linked only for a user who is signed in,
 * verified and has just stepped up; a stranger may sign up with a verified address that is not taken.
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

/** Only the owner of a mailbox learns whether its address has an account here. */
function whyNoSignUp({ hasAddress, isAddressVerified, isAddressTaken, isInvited, signUp }: OAuthFacts) {
  if (!hasAddress) return 'no_address';
  if (!isAddressVerified) return 'unverified_address';
  if (isAddressTaken) return 'sign_in_to_link';
  return signUp === 'open' || (signUp === 'invite_only' && isInvited) ? null : 'closed';
}
