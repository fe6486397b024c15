import { receiveFeedback } from '#lib/docs/receive-feedback.ts';
import { ERROR_CODES } from '#lib/errors.ts';

export async function POST(request: Request): Promise<Response> {
  const failure = await receiveFeedback((request.body ?? []) as AsyncIterable<Uint8Array>);
  if (!failure) return new Response(null, { status: 204 });
  return Response.json({ error: failure }, { status: ERROR_CODES[failure.code].status });
}
