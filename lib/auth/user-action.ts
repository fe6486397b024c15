import 'server-only';
import type { z } from 'zod';
import { toInvalidValue } from '#lib/accounts/invalid.ts';
import { AppError } from '#lib/errors.ts';
import type { ActionResult } from './action-result.ts';
import { attempt } from './attempt.ts';
import { assertOwnOrigin } from './caller.ts';
import type { CurrentUser } from './current-user.ts';
import { currentUser } from './session.ts';

/**
 * A server action for somebody who is signed in: it checks where the form came from, who sent it and what it says, in
 * that order, and calls `act`. What `act` throws becomes a failure with a code the page translates.
 */
export const userAction =
  <S extends z.ZodType, T>(schema: S, act: (input: z.output<S>, user: CurrentUser) => Promise<T>) =>
  (input: z.input<S>): Promise<ActionResult<T>> =>
    attempt(async () => {
      await assertOwnOrigin();
      const user = await currentUser();
      if (!user) throw new AppError('unauthenticated', 'Sign in first.');
      return act(parseInput(schema, input), user);
    });

/** A server action for anybody. The same, without the user. */
export const publicAction =
  <S extends z.ZodType, T>(schema: S, act: (input: z.output<S>) => Promise<T>) =>
  (input: z.input<S>): Promise<ActionResult<T>> =>
    attempt(async () => {
      await assertOwnOrigin();
      return act(parseInput(schema, input));
    });

function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const plain = input instanceof FormData ? Object.fromEntries(input) : input;
  const parsed = schema.safeParse(plain);
  if (parsed.success) return parsed.data;
  throw toInvalidValue(parsed.error);
}
