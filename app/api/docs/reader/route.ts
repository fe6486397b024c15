import { findReader } from '#lib/docs/reader.ts';

/** Who reads: what a prerendered page cannot know and asks for once it is there. */
export async function GET(): Promise<Response> {
  return Response.json({ reader: await findReader() }, { headers: { 'cache-control': 'no-store' } });
}
