/** Called once as Next starts. Under the supervisor everything runs already; a Next on its own brings up its database. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startDatabaseForNext } = await import('#server/next-alone.ts');
    await startDatabaseForNext();
  }
}
