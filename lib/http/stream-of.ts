/** Streams the items with backpressure: an item is made only when it is read. */
export function streamOf<T>(items: AsyncGenerator<T>): ReadableStream<T> {
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await items.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await items.return(undefined)),
  });
}
