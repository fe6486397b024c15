/*
 * Loaded into a process before its program: when the process that started it is gone, however that happened, so is this one.
 * Processes that the program starts are given the same options, and are the program's own affair.
 */
if (process.env.TOKENHUB_PARENT === String(process.ppid)) {
  process.once('disconnect', () => process.exit());
  process.channel?.unref(); // to listen for that must not keep a program running that is done
  process.on('SIGINT', () => {}); // Ctrl-C reaches the whole group; the parent decides when its processes stop
}
