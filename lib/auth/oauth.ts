/** What an identity provider says about a person, and what we know. */
export interface OAuthFacts {
  /** The user this identity signs in as already. */
  linkedUserId: string | null;
  /** Whoever is signed in here while it happens. */
  signedIn: { id: string; isVerified: boolean; isSteppedUp: boolean } | null;
  /** Somebody has the address the provider names. */
  isAddressTaken: boolean;
  hasAddress: boolean;
  signUp: 'open' | 'invite_only' | 'closed';
}

export type OAuthDecision =
  | { do: 'sign_in'; userId: string }
  | { do: 'link'; userId: string }
  | { do: 'sign_up' }
  | {
      do: 'refuse';
      because: 'linked_elsewhere' | 'not_verified' | 'step_up' | 'sign_in_to_link' | 'no_address' | 'closed';
    };

/**
 * An address a provider names proves nothing about an account here. Identities are linked only by somebody who is signed in,
 * verified and has just proved to be here; a stranger may sign up with an address nobody has.
 */
export function decideOAuth({ linkedUserId, signedIn, isAddressTaken, hasAddress, signUp }: OAuthFacts): OAuthDecision {
  if (linkedUserId) {
    if (signedIn && signedIn.id !== linkedUserId) return { do: 'refuse', because: 'linked_elsewhere' };
    return { do: 'sign_in', userId: linkedUserId };
  }
  if (signedIn) {
    if (!signedIn.isVerified) return { do: 'refuse', because: 'not_verified' };
    return signedIn.isSteppedUp ? { do: 'link', userId: signedIn.id } : { do: 'refuse', because: 'step_up' };
  }
  if (!hasAddress) return { do: 'refuse', because: 'no_address' };
  if (isAddressTaken) return { do: 'refuse', because: 'sign_in_to_link' };
  return signUp === 'open' ? { do: 'sign_up' } : { do: 'refuse', because: 'closed' };
}
