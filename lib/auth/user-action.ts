import 'server-only';
import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import { EditConflict } from '#lib/edit.ts';
import { AppError, type ErrorCode, toInvalidValue } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { ActionFailure, ActionResult } from './action-result.ts';
import { assertOwnOrigin } from './caller.ts';
import type { CurrentUser, Person } from './current-user.ts';
import { assertSameUser, type RenderedFor, toRenderedAccount } from './rendered-for.ts';
import { currentUser } from './session.ts';

type RenderedForUser = Pick<RenderedFor, 'userId'>;

/**
 * A server action of a person about themselves: it checks where the form came from, who sent it, whether the page was
 * theirs and what it says, in that order, and calls `act`. What `act` throws becomes a failure with a code the page
 * translates.
 */
export const userAction =
  <S extends z.core.$ZodType, T>(schema: S, act: (input: z.output<S>, user: Person) => Promise<T>) =>
  (page: RenderedForUser, input: z.input<S>): Promise<ActionResult<T>> =>
    attempt(async () => {
      const user = await requireSender();
      assertSameUser(user, parseInput(renderedForUser, page));
      return act(parseInput(schema, input), user);
    });

/** A server action about an account: the one that the page showed, whichever the browser shows by now. */
export const accountAction =
  <S extends z.core.$ZodType, T>(schema: S, act: (input: z.output<S>, user: CurrentUser) => Promise<T>) =>
  (page: RenderedFor, input: z.input<S>): Promise<ActionResult<T>> =>
    attempt(async () => {
      const user = toRenderedAccount(await requireSender(), parseInput(renderedFor, page));
      return act(parseInput(schema, input), user);
    });

const renderedForUser = z.object({ userId: z.string() });
const renderedFor = renderedForUser.extend({ accountId: z.string() });

async function requireSender(): Promise<CurrentUser> {
  await assertOwnOrigin();
  const user = await currentUser();
  if (!user) throw new AppError('unauthenticated', 'Sign in first.');
  return user;
}

/** A server action for anybody. The same, without the user. */
export const publicAction =
  <S extends z.core.$ZodType, T>(schema: S, act: (input: z.output<S>) => Promise<T>) =>
  (input: z.input<S>): Promise<ActionResult<T>> =>
    attempt(async () => {
      await assertOwnOrigin();
      return act(parseInput(schema, input));
    });

function parseInput<S extends z.core.$ZodType>(schema: S, input: unknown): z.output<S> {
  const plain = input instanceof FormData ? Object.fromEntries(input) : input;
  const parsed = z.safeParse(schema, plain);
  if (parsed.success) return parsed.data;
  throw toInvalidValue(parsed.error);
}

/** Runs an action's work and turns what it throws into an answer. Redirects and not-found pages pass through. */
export async function attempt<T>(work: () => Promise<T>): Promise<ActionResult<T, ErrorCode>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: toActionFailure(error) };
  }
}

/** A bug is logged with its cause and is "internal" outside. */
function toActionFailure(error: unknown): ActionFailure<ErrorCode> {
  if (!(error instanceof AppError)) {
    log.error({ event: 'action_failed', err: error });
    return { code: 'internal' };
  }
  const { param, retryAfterSeconds } = error.options;
  return {
    code: error.code,
    ...(param && { param }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(error instanceof EditConflict && { current: error.current }),
  };
}
