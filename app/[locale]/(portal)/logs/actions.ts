'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/auth/caller.ts';
import { accountAction } from '#lib/auth/user-action.ts';
import { openContent } from '#lib/content/queries.ts';

const opening = z.strictObject({ requestId: z.string().min(1).max(64) });

/** Returns a request's stored content. The audit log records each access. */
export const openContentAction = accountAction(opening, async ({ requestId }, user) =>
  openContent(user, { accountId: user.accountId, requestId, caller: await currentCaller() }),
);
