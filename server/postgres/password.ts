import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { findBinaries } from './binaries.ts';
import { ADMINISTRATOR } from './cluster.ts';
import { findOwner } from './owner.ts';

/** Gives the data in `directory`, which no server may run on, a new password: for when the file with the old one is lost. */
export async function setPassword(directory: string, password: string): Promise<void> {
  if (!/^[0-9a-f]+$/.test(password)) throw new TypeError('A database password is hexadecimal.');
  const owner = findOwner();
  const { postgres } = await findBinaries(owner);
  const server = spawn(postgres, ['--single', '-D', directory, 'postgres'], {
    ...owner,
    cwd: tmpdir(),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  server.stdin.end(`ALTER ROLE ${ADMINISTRATOR} PASSWORD '${password}'\n`);
  const [code] = await once(server, 'exit');
  if (code !== 0) throw new Error(`The database in ${directory} could not be given a new password.`);
}
