/** Ends this process when its parent says so. Signals may be meant for all processes at once, and the parent decides on the order. */
export function onceTold(word: string, stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  process.on('message', async (message) => {
    if (message !== word) return;
    await stop();
    process.exit();
  });
}
