/** Called once as Next starts. Under the supervisor everything runs already; a Next on its own brings up its database. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { startDatabaseForNext } = await import('#server/next-alone.ts');
  await startDatabaseForNext();
  // In this process and not in the gateway's: it can render mails, and no paid stream waits for them.
  const { startJobs } = await import('#server/jobs.ts');
  startJobs();
}
