/** Loaded into Next before Next itself: when the process that started it is gone, however that happened, so is this one. */
process.once('disconnect', () => process.exit());
