import 'server-only';
import { env } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import { type ErrorReply, toErrorReply } from '../dialects/chat/error.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import { toGatewayRequest, toResponse } from './web.ts';

let shared: Promise<Gateway> | undefined;

/** Opens the gateway on the first call, so that neither a build nor the pages need a database. */
export async function answerInNext(request: Request): Promise<Response> {
  if (env.TOKENHUB_PORTAL_SECRET) return toResponse(answeredByPublicServer());
  shared ??= openGateway();
  const gateway = await shared.catch((error) => {
    shared = undefined; // the database may be there for the next call
    throw error;
  });
  return toResponse(await gateway.handle(toGatewayRequest(request)));
}

/** A second gateway behind the public server would count limits separately, and so double them. */
function answeredByPublicServer(): ErrorReply {
  const failure = new AppError('unsupported_endpoint', 'The API answers at /api/v1, written without escapes.');
  return toErrorReply(failure, { requestId: newId('request') });
}

async function openGateway(): Promise<Gateway> {
  const gateway = createGateway();
  await gateway.start();
  return gateway;
}
