import 'server-only';
import { parseJson } from '#lib/http/parse-json.ts';
import type { GatewayReply, GatewayRequest } from '../http.ts';
import { answerStreamed } from './answer-streamed.ts';
import { answerWhole } from './answer-whole.ts';
import { Charge } from './charge.ts';
import type { RequestContext } from './context.ts';
import type { ParsedRequest } from './dialect.ts';
import type { Admission, IncomingRequest } from './incoming-request.ts';
import { type PreparedRequest, prepare, toRequestHeaders } from './prepare.ts';

/**
 * One request: admit, read, prepare, reserve, ask, answer, settle before the last byte.
 * @throws AppError for everything that goes wrong before the first byte; nothing is held by then.
 */
export async function runRequest(
  { signal }: Pick<GatewayRequest, 'signal'>,
  context: RequestContext,
  incoming: IncomingRequest,
): Promise<GatewayReply> {
  const { principal, body, limiter, payer } = incoming;
  const admission = await limiter.admit(principal, body.declaredBytes);
  Object.assign(context.headers, admission.headers);
  const charge = new Charge(payer, keeping(body, admission));
  try {
    const prepared = await accept(context, incoming, { admission, charge });
    const answer = prepared.request.isStreamed ? answerStreamed : answerWhole;
    return await answer(prepared, charge, signal);
  } catch (error) {
    charge.leave(0); // no answer, no tokens
    throw error;
  }
}

/** The request holds the memory of its body until it leaves. */
const keeping = (body: IncomingRequest['body'], admission: Admission): Pick<Admission, 'settle' | 'leave'> => ({
  settle: admission.settle,
  leave() {
    admission.leave();
    body.release();
  },
});

/** Takes all steps that can still refuse the request. */
async function accept(
  context: RequestContext,
  incoming: IncomingRequest,
  { admission, charge }: { admission: Admission; charge: Charge },
): Promise<PreparedRequest> {
  const { body, dialect, principal, observer } = incoming;
  let request: ParsedRequest | undefined;
  try {
    const bytes = await body.read();
    // The size of a body without `content-length` is known only now.
    if (bytes.length > body.declaredBytes) Object.assign(context.headers, await admission.raiseTo(bytes.length));
    const json = parseJson(bytes);
    observer?.({ kind: 'received', text: json.text }, context.elapsedMs());
    request = dialect.parse(json);
    const prepared = await prepare(request, context, incoming);
    Object.assign(context.headers, toRequestHeaders(prepared));
    await charge.reserve(prepared);
    return prepared;
  } catch (error) {
    charge.refuse({ context, principal, request }, error);
    throw error;
  }
}
