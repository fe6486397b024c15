import 'server-only';
import { z } from 'zod';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { toRenderedAccount } from '#lib/auth/rendered-for.ts';
import { AppError } from '#lib/errors.ts';
import { openContext, type RequestContext } from '#lib/gateway/core/context.ts';
import { toFailureReply } from '#lib/gateway/core/failure-reply.ts';
import { runRequest } from '#lib/gateway/core/run-request.ts';
import { chat } from '#lib/gateway/dialects/chat/chat.ts';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';
import { noLimiter } from '#lib/gateway/limiters.ts';
import { freePayer } from '#lib/gateway/payers/free.ts';
import { openTrialBody } from '#lib/gateway/request-body.ts';
import { replyCredits } from '#lib/gateway/routes/credits.ts';
import { replyGeneration } from '#lib/gateway/routes/generations.ts';
import { replyKey } from '#lib/gateway/routes/key.ts';
import { replyUsage } from '#lib/gateway/routes/usage.ts';
import { candidatesFor } from '#lib/gateway/routing.ts';
import { parseJson } from '#lib/http/parse-json.ts';
import { getPrincipal } from '#lib/keys/verify.ts';
import { ACCOUNT_TRIALS, type AccountTrial, isAccountTrial } from './account-trials.ts';
import { findOperation } from './openapi/operations.ts';
import { requireReader } from './reader.ts';
import { toTrialPrincipal } from './trial-principal.ts';

/**
 * Runs a chat completion for a signed-in reader of the documentation. The sandbox answers, as for test keys, and
 * nothing is held, charged or recorded. Never throws: a failure is returned as the API's error.
 */
export async function tryChat(request: GatewayRequest): Promise<GatewayReply> {
  const context = openContext();
  try {
    const reader = await requireReader();
    const body = openTrialBody(request);
    const principal = toTrialPrincipal(reader);
    return await runRequest(request, context, {
      ...{ principal, body, dialect: chat, payer: freePayer, limiter: noLimiter, route: candidatesFor },
    });
  } catch (error) {
    return toFailureReply(error, { context, signal: request.signal, dialect: chat });
  }
}

const text = z.string().max(100);

/** The account that the panel showed, and the id of a key or receipt. */
const trialInput = z.object({ accountId: text, id: text.default('') });

interface Tried {
  reader: CurrentUser;
  id: string;
  request: GatewayRequest;
  context: RequestContext;
}

/**
 * Answers a call about the account of a signed-in reader as for one of its keys. The user's role decides what may be
 * read. Never throws: a failure is returned as the API's error.
 */
export async function tryAccountCall(name: string, request: GatewayRequest): Promise<GatewayReply> {
  const context = openContext();
  try {
    const reader = await requireReader();
    if (!isAccountTrial(name)) throw new AppError('unsupported_endpoint', 'There is no such call to try.');
    const bytes = await openTrialBody(request).read();
    const { accountId, id } = parseInput(parseJson(bytes).value);
    const inAccount = toRenderedAccount(reader, { userId: reader.id, accountId });
    await requirePermission(reader, accountId, ACCOUNT_TRIALS[name]);
    return await TRIALS[name]({ reader: inAccount, id, request, context });
  } catch (error) {
    return toFailureReply(error, { context, signal: request.signal, dialect: chat });
  }
}

const TRIALS: Record<AccountTrial, (tried: Tried) => Promise<GatewayReply>> = {
  getKey: async ({ reader: { accountId }, id, request, context }) => {
    const circumstances = { clientIp: request.clientIp, now: context.startedAt };
    return replyKey(await getPrincipal({ accountId, keyId: id }, circumstances), context);
  },
  getCredits: async ({ reader, context }) => replyCredits(toTrialPrincipal(reader), context),
  getUsage: async ({ reader, context }) =>
    replyUsage(
      { accountId: toTrialPrincipal(reader).accountId, keyIds: null },
      context,
      findOperation('get-usage')?.exampleQuery,
    ),
  getGeneration: async ({ reader, id, context }) => replyGeneration(toTrialPrincipal(reader), context, id),
};

function parseInput(body: unknown): z.infer<typeof trialInput> {
  const input = trialInput.safeParse(body);
  if (!input.success)
    throw new AppError('invalid_value', '`accountId` and `id` must be texts of at most 100 characters.');
  return input.data;
}
