import { env, publicUrl } from '#lib/config/env.ts';
import { securityText, textReply } from '#lib/docs/documents.ts';

export const dynamic = 'force-dynamic';

export const GET = () =>
  textReply(securityText({ from: env.MAIL_FROM, origin: publicUrl, now: new Date() }), 'text/plain');
