import 'server-only';
import { createGateway, type Gateway } from './gateway.ts';
import { toGatewayRequest, toResponse } from './web-exchange.ts';

let shared: Promise<Gateway> | undefined;

/** The gateway of a Next process: opened by the first call, so that neither a build nor the pages need a database. */
export async function answerInNext(request: Request): Promise<Response> {
  shared ??= openGateway();
  const gateway = await shared.catch((error) => {
    shared = undefined; // the database may be there for the next call
    throw error;
  });
  return toResponse(await gateway.handle(toGatewayRequest(request)));
}

async function openGateway(): Promise<Gateway> {
  const gateway = createGateway();
  await gateway.start();
  return gateway;
}
