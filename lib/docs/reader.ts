import 'server-only';
import { may } from '#lib/accounts/permissions.ts';
import { currentUser } from '#lib/auth/session.ts';
import { listWorkingKeys } from '#lib/keys/queries.ts';

/** What a page of the documentation shows of whoever is signed in. Never a secret. */
export interface Reader {
  /** A key of the account that works now; its hint is the end of its secret. */
  key: { name: string; hint: string } | null;
  mayCreateKeys: boolean;
}

/** Null for a stranger. */
export async function findReader(): Promise<Reader | null> {
  const user = await currentUser();
  if (!user) return null;
  // Until they have one, an organisation's owners and admins see nothing of its keys.
  if (user.lacksSecondFactor) return { key: null, mayCreateKeys: false };
  const [key] = may(user.role, 'keys:read') ? await listWorkingKeys(user.accountId, new Date(), { limit: 1 }) : [];
  const shown = key ? { name: key.name, hint: key.hint } : null;
  return { key: shown, mayCreateKeys: may(user.role, 'keys:manage') };
}
