import { textReply } from '#lib/docs/documents.ts';
import { openApiDocument } from '#lib/docs/openapi/document.ts';

export const dynamic = 'force-static';

export const GET = () => textReply(JSON.stringify(openApiDocument(), null, 2), 'application/json');
