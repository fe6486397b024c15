import { expect, it } from 'vitest';
import { decideOAuth, toProviderError } from './oauth.ts';

const stranger = {
  linkedUserId: null,
  signedIn: null,
  isAddressTaken: false,
  hasAddress: true,
  isAddressVerified: true,
  isInvited: false,
  signUp: 'open' as const,
};
const ada = { id: 'ada', isVerified: true, isSteppedUp: true };

it.each([
  ['a known identity signs in', { linkedUserId: 'ada' }, { do: 'sign_in', userId: 'ada' }],
  ['a stranger signs up', {}, { do: 'sign_up' }],
  ['somebody else’s address proves nothing', { isAddressTaken: true }, { do: 'refuse', because: 'sign_in_to_link' }],
  ['no address, no account', { hasAddress: false }, { do: 'refuse', because: 'no_address' }],
  ['an address not shown to be theirs', { isAddressVerified: false }, { do: 'refuse', because: 'unverified_address' }],
  [
    'nor is told whose it is',
    { isAddressVerified: false, isAddressTaken: true },
    { do: 'refuse', because: 'unverified_address' },
  ],
  [
    'an identity that is known needs no address',
    { linkedUserId: 'ada', hasAddress: false },
    { do: 'sign_in', userId: 'ada' },
  ],
  ['sign-up is closed', { signUp: 'closed' as const }, { do: 'refuse', because: 'closed' }],
  ['sign-up is by invitation', { signUp: 'invite_only' as const }, { do: 'refuse', because: 'closed' }],
  ['the invited come in', { signUp: 'invite_only' as const, isInvited: true }, { do: 'sign_up' }],
  ['but not where it is closed', { signUp: 'closed' as const, isInvited: true }, { do: 'refuse', because: 'closed' }],
  ['who is signed in links', { signedIn: ada }, { do: 'link', userId: 'ada' }],
  ['and links a second address', { signedIn: ada, isAddressTaken: true }, { do: 'link', userId: 'ada' }],
  ['only when verified', { signedIn: { ...ada, isVerified: false } }, { do: 'refuse', because: 'not_verified' }],
  ['only when just seen', { signedIn: { ...ada, isSteppedUp: false } }, { do: 'refuse', because: 'step_up' }],
  ['an identity has one user', { signedIn: ada, linkedUserId: 'eve' }, { do: 'refuse', because: 'linked_elsewhere' }],
])('%s', (_, facts, decision) => expect(decideOAuth({ ...stranger, ...facts })).toEqual(decision));

it.each([
  ['closed', 'closed'],
  ['access_denied', 'access_denied'],
  ['OAuthCallback', 'other'],
  ['', 'other'],
  ['constructor', 'other'],
  ['__proto__', 'other'],
  ['<b>', 'other'],
])('an address that says %j means %s', (text, meaning) => expect(toProviderError(text)).toBe(meaning));
