import { findReader } from '#lib/docs/reader.ts';

/** Returns the signed-in reader, whom a prerendered page cannot contain. */
export async function GET(): Promise<Response> {
  return Response.json({ reader: await findReader() }, { headers: { 'cache-control': 'no-store' } });
}
