'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/auth/caller.ts';
import { accountAction } from '#lib/auth/user-action.ts';
import { openContent } from '#lib/content/queries.ts';

const opening = z.strictObject({ requestId: z.string().min(1).max(64) });

/** What a request said and was answered, where it is stored. The audit log says who has opened it. */
export const openContentAction = accountAction(opening, async ({ requestId }, user) =>
  openContent(user, { accountId: user.accountId, requestId, caller: await currentCaller() }),
);
