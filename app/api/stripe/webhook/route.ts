import { AppError } from '#lib/errors.ts';
import { readBody } from '#lib/http/read-body.ts';
import { handleStripeWebhook, MAX_EVENT_BYTES } from '#lib/stripe/webhook.ts';

const LIMITS = { maxBytes: MAX_EVENT_BYTES, timeoutMs: 10_000 };

/** Stripe's webhook. The signature covers the raw bytes, so the body is not parsed before it is verified. */
export async function POST(request: Request): Promise<Response> {
  try {
    const rawBody = await readBody((request.body ?? []) as AsyncIterable<Uint8Array>, LIMITS);
    const { status, body } = await handleStripeWebhook(rawBody, request.headers.get('stripe-signature'));
    return Response.json(body, { status });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json({ error: error.message }, { status: error.status });
  }
}
