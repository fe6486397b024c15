import 'server-only';
import { cookies } from 'next/headers';
import { CHALLENGE_COOKIE, COOKIE_OPTIONS } from './cookies.ts';
import type { SignInStep } from './sign-in.ts';
import { TOKEN_LIFETIME_MS } from './tokens.ts';

/** What a browser is told of a step: the challenge itself is in its cookie. */
export type NextStep = { status: 'ticket'; ticket: string } | { status: 'second_factor' };

/** Keeps a challenge in this browser: out of the address, where it would stay, and past a change of language or a reload. */
export async function keepChallenge(step: SignInStep): Promise<NextStep> {
  if (step.status === 'ticket') return step;
  const maxAge = TOKEN_LIFETIME_MS.second_factor / 1000;
  (await cookies()).set(CHALLENGE_COOKIE, step.challenge, { ...COOKIE_OPTIONS, maxAge });
  return { status: step.status };
}
