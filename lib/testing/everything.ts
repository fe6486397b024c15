import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/** Everything a database holds, as text: each row of each table. */
export async function everythingIn(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const tables = await Promise.all(
    rows.map(({ name }) => pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`)),
  );
  return tables.flatMap((table) => table.rows.map(({ row }) => row)).join('\n');
}

export const everythingBelow = (folder: string): string =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

/** A word and its encodings, as bytes written in hex or base64 would show it. */
export const disguisesOf = (word: string): string[] => {
  const bytes = Buffer.from(word);
  const base64 = [0, 1, 2].map((shift) => bytes.subarray(shift, shift + Math.floor((bytes.length - shift) / 3) * 3));
  return [word, bytes.toString('hex'), ...base64.map((part) => part.toString('base64'))];
};
