import { contentStored, type NewContent, storeContent } from '../store.ts';

/*
 * A process of its own that stores one request's content after another, as a gateway beside others does, and says `stored` after
 * each ten. It begins when it is told to.
 */
const { prefix, count, ...about } = JSON.parse(process.argv[2] ?? '{}') as StoringWishes;

export interface StoringWishes extends Omit<NewContent, 'requestId' | 'content'> {
  /** Of the requests' ids. */
  prefix: string;
  count: number;
}

process.once('message', async () => {
  for (let index = 1; index <= count; index += 1) {
    const content = { request: JSON.stringify({ asked: `${prefix}${index}` }), answer: null };
    storeContent({ ...about, requestId: `${prefix}${index}`, content });
    await contentStored();
    if (index % 10 === 0) process.send?.('stored');
  }
  process.disconnect();
  process.exit();
});
process.send?.('ready');
