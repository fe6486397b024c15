import { publicUrl } from '#lib/config/env.ts';
import { llmsText } from '#lib/docs/contents-text.ts';
import { textReply } from '#lib/docs/text-reply.ts';

// Addresses are the installation's own, which is known when it runs and not when it is built.
export const dynamic = 'force-dynamic';

export const GET = async () => textReply(await llmsText({ locale: 'en', origin: publicUrl }), 'text/plain');
