import { notFound } from 'next/navigation';
import { connection } from 'next/server';

/** Matches every path without a page, so that "not found" appears in the reader's language. */
export default async function UnknownPage() {
  // Never cached: a stored copy would carry the nonce of another request.
  await connection();
  notFound();
}
