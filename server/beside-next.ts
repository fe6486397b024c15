import 'server-only';
import { env } from '#lib/config/env.ts';
import { openDatabase, prepareDatabase } from './database.ts';

/**
 * The embedded database for a Next that runs without our supervisor, in a separate process. Next forks it and gets the
 * address over the channel; when Next ends, this process and the database end too.
 */
process.once('disconnect', () => process.exit());
const { url } = await openDatabase(env);
await prepareDatabase(url);
process.send?.({ databaseUrl: url });
