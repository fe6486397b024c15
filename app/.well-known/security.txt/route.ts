import { env, publicUrl } from '#lib/config/env.ts';
import { securityText } from '#lib/docs/security-text.ts';
import { textReply } from '#lib/docs/text-reply.ts';

export const dynamic = 'force-dynamic';

export const GET = () =>
  textReply(securityText({ from: env.MAIL_FROM, origin: publicUrl, now: new Date() }), 'text/plain');
