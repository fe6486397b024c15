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
 * Wraps a server action about the user: checks the form's origin, the user, that the page was rendered for them, and
 * the input, in that order, then calls `act`. Errors thrown by `act` become a failure with a code that the page
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

/** Wraps a server action about an account: the account of the page, even if the browser has switched since. */
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

/** Wraps a server action that needs no user. */
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

/** Runs an action and turns its errors into a result. Redirects and not-found pages pass through. */
export async function attempt<T>(work: () => Promise<T>): Promise<ActionResult<T, ErrorCode>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: toActionFailure(error) };
  }
}

/** Unexpected errors are logged with their cause and reported as "internal". */
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
