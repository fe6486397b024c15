/**
 * Runs `stop` when the parent sends `word`. Signals are ignored: they reach all processes at once, but the parent
 * orders them.
 */
export function onStopMessage(word: string, stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  process.on('message', async (message) => {
    if (message !== word) return;
    await stop();
    process.exit();
  });
}
