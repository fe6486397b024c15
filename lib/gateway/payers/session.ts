import 'server-only';
import { setSessionCap } from '#lib/billing/budgets/session-cap.ts';
import { findAmount, type NanoUsd } from '#lib/billing/money.ts';
import { AppError } from '#lib/errors.ts';
import { isSessionId, SESSION_CAP_HEADER, SESSION_HEADER, sessionOf } from '#lib/usage/session.ts';
import type { PreparedRequest } from '../core/prepare.ts';

export interface SessionCap {
  sessionId: string;
  cap: NanoUsd;
}

/**
 * The cap that a request sets for its session; null without one.
 * @throws AppError invalid_value for an invalid header, because an ignored session would have no cap
 */
export function readSessionCap({ context, request }: Pick<PreparedRequest, 'context' | 'request'>): SessionCap | null {
  if (context.session !== null && !isSessionId(context.session.trim())) {
    const message = `The header \`${SESSION_HEADER}\` is a name of up to 128 letters, digits and \`_ . : / @ -\`.`;
    throw new AppError('invalid_value', message, { param: SESSION_HEADER });
  }
  if (context.sessionCap === null) return null;
  const cap = findAmount(context.sessionCap);
  if (cap === null) throw invalidCap('is an amount in US dollars, such as `0.50`.');
  const sessionId = sessionOf(context.session, request.metadata);
  if (sessionId === null)
    throw invalidCap(`needs a session: in the header \`${SESSION_HEADER}\`, or in \`metadata.session_id\`.`);
  return { sessionId, cap };
}

const invalidCap = (what: string): AppError =>
  new AppError('invalid_value', `The header \`${SESSION_CAP_HEADER}\` ${what}`, { param: SESSION_CAP_HEADER });

/** @throws AppError billing_unavailable, because the request must not be sent without its cap */
export async function capSession(accountId: string, session: SessionCap): Promise<void> {
  try {
    await setSessionCap({ accountId, ...session });
  } catch (cause) {
    throw new AppError('billing_unavailable', 'Billing is not available at this moment. Nothing was charged.', {
      cause,
    });
  }
}
