import { notFound } from 'next/navigation';
import { connection } from 'next/server';

/** Catches every address without a page, so that "not found" is said in the reader's language. */
export default async function UnknownPage() {
  // Never kept: a stored copy would carry the nonce of somebody else's request.
  await connection();
  notFound();
}
