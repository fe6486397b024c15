/*
 * Loaded into a process before its program: ends the process when its parent is gone, for whatever reason. Children of
 * the program inherit these options, but the program itself is responsible for them.
 */
if (process.env.TOKENHUB_PARENT === String(process.ppid)) {
  process.once('disconnect', () => process.exit());
  process.channel?.unref(); // the channel must not keep a finished program running
  process.on('SIGINT', () => {}); // Ctrl-C reaches the whole group; the parent decides when its processes stop
}
