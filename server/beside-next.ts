import 'server-only';
import { env } from '#lib/config/env.ts';
import { openDatabase, prepareDatabase } from './database.ts';

/**
 * The embedded database for a Next that runs without our supervisor, in a process of its own: Next forks it, hears the
 * address and keeps the channel open, and when Next is gone so are this process and the database.
 */
process.once('disconnect', () => process.exit());
const { url } = await openDatabase(env);
await prepareDatabase(url);
process.send?.({ databaseUrl: url });
