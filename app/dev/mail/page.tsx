import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { isLocalRequest, type LocalMail, listMail } from '#lib/email/local-mailbox.ts';
import { showsLocalMailbox } from '#lib/email/send.ts';
import { LOCAL_CALL_HEADER } from '#lib/http/internal-headers.ts';
import { formatMoment } from '#lib/i18n/format.ts';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Local outbox', robots: { index: false } };

/** Shows e-mails when no mail server is configured. Accessible only from the machine itself, and in English. */
export default async function LocalMailboxPage() {
  const sent = await headers();
  const isLocalCall = sent.get(LOCAL_CALL_HEADER) !== null;
  if (!showsLocalMailbox || !isLocalRequest({ isLocalCall, host: sent.get('host') })) notFound();
  const mails = await listMail();
  return (
    <main className="mx-auto grid max-w-reading gap-6 px-4 py-10">
      <div className="grid gap-1">
        <h1 className="text-20">Local outbox</h1>
        <p className="text-14 text-ink-muted">
          No mail server is configured (SMTP_URL), so mails wait here, newest first. Reload to see more.
        </p>
      </div>
      {mails.length === 0 && <p className="border-y py-10 text-14">No mail yet. Sign up, and it appears here.</p>}
      {mails.map((mail) => (
        <Mail key={mail.id} {...mail} />
      ))}
    </main>
  );
}

const LINK = /(https?:\/\/\S+)/;

function Mail({ to, subject, text, sentAt }: LocalMail) {
  return (
    <article className="grid gap-3 border-t pt-4">
      <header className="grid gap-0.5">
        <h2 className="font-semibold text-16">{subject}</h2>
        <p className="text-13 text-ink-muted">
          To {to}, <time dateTime={sentAt.toISOString()}>{formatMoment('en', sentAt, 'UTC')}</time>
        </p>
      </header>
      <p className="whitespace-pre-wrap break-words text-14">
        {text.split(LINK).map((part) =>
          LINK.test(part) ? (
            <a key={part} href={part} className="break-all text-accent underline">
              {part}
            </a>
          ) : (
            part
          ),
        )}
      </p>
    </article>
  );
}
