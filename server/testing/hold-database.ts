import { parseEnv } from '#lib/config/env.ts';
import { openDatabase } from '../database.ts';

/** Opens the database of the given data folder, reports its address, and holds it until it is killed. */
const { url } = await openDatabase(parseEnv({ DATA_DIR: process.argv[2] }), { exclusive: true });
process.send?.(url);
process.channel?.ref();
