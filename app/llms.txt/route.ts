import { publicUrl } from '#lib/config/env.ts';
import { textReply } from '#lib/docs/documents.ts';
import { llmsText } from '#lib/docs/markdown.ts';

// Addresses are the installation's own, which is known when it runs and not when it is built.
export const dynamic = 'force-dynamic';

export const GET = async () => textReply(await llmsText({ locale: 'en', origin: publicUrl }), 'text/plain');
