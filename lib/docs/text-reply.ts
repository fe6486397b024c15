const FIVE_MINUTES = 'public, max-age=300';

/** A file made from code and content, the same for everybody. */
export const textReply = (body: string, type: string): Response =>
  new Response(body, { headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': FIVE_MINUTES } });
