import 'server-only';
import { AppError } from '#lib/errors.ts';
import type { CurrentUser } from './current-user.ts';

export const STEP_UP_MS = 600_000;

/**
 * Before what a stolen session must not change: how somebody signs in, keys, money and members. The user has proved within
 * ten minutes to be here. Which actions ask for it, `e2e/fixtures/action-rules.ts` says. @throws step_up_required
 */
export function assertSteppedUp({ steppedUpAt }: Pick<CurrentUser, 'steppedUpAt'>, now = new Date()): void {
  if (now.getTime() - steppedUpAt.getTime() < STEP_UP_MS) return;
  throw new AppError('step_up_required', 'Confirm that it is you first.');
}
