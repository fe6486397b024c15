'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/auth/caller.ts';
import { accountAction } from '#lib/auth/user-action.ts';
import { listPlayed } from '#lib/content/played.ts';
import { shareDraft } from '#lib/playground/share/create.ts';
import { listShares } from '#lib/playground/share/queries.ts';
import { revokeShare } from '#lib/playground/share/remove.ts';
import { SHARE_PERIODS } from '#lib/playground/share/rules.ts';

const nothing = z.strictObject({});

const sharing = z.strictObject({ draft: z.record(z.string(), z.unknown()), days: z.enum(SHARE_PERIODS) });

/** @returns the token of the link, which cannot be read again */
export const shareDraftAction = accountAction(sharing, async (input, user) =>
  shareDraft(user, { ...input, accountId: user.accountId, caller: await currentCaller() }),
);

export const listPlayedAction = accountAction(nothing, (_, user) => listPlayed(user, user.accountId));

export const listSharesAction = accountAction(nothing, (_, user) => listShares(user, user.accountId));

export const revokeShareAction = accountAction(z.strictObject({ id: z.string().max(64) }), async ({ id }, user) =>
  revokeShare(user, { accountId: user.accountId, id, caller: await currentCaller() }),
);
