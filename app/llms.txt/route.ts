import { publicUrl } from '#lib/config/env.ts';
import { textReply } from '#lib/docs/documents.ts';
import { llmsText } from '#lib/docs/markdown.ts';

// Links use the installation's URL, which is known at run time and not at build time.
export const dynamic = 'force-dynamic';

export const GET = async () => textReply(await llmsText({ locale: 'en', origin: publicUrl }), 'text/plain');
