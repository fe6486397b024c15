import { constants, cpSync, existsSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../folders.ts';
import { StartError } from '../start-error.ts';
import { openBuild } from './builds.ts';
import { openPackages } from './packages.ts';
import { buildPrismaClient } from './prisma-client.ts';
import { ALL_SOURCES, digestOf } from './sources.ts';

const TEST = /\.test\.tsx?$/;

/**
 * Copies the sources for the lifetime of this process, so that changes of the checkout do not affect running code: a
 * process restarted after `git pull` has the same version as its siblings.
 * @returns the folder of the copy
 */
export async function openRelease(say: (line: string) => void): Promise<string> {
  await buildPrismaClient();
  const packages = await openPackages(say);
  const id = releaseId();
  const { folder } = await openBuild({
    ...{ root: packages, id },
    make: async (made) => {
      copySources(join(packages, made));
      symlinkSync('../../node_modules', join(packages, made, 'node_modules'), 'junction');
      if (releaseId() !== id) throw new StartError('The sources changed at this moment. Start TokenHub again.');
    },
    onWait: () => say('Another start is copying the sources. Waiting for it.'),
  });
  const release = join(packages, folder);
  // npm installed Node itself, and may delete it with the other packages.
  if (process.execPath.startsWith(join(ROOT, 'node_modules/')))
    process.execPath = join(release, relative(ROOT, process.execPath));
  return release;
}

const releaseId = (): string => digestOf({ paths: ALL_SOURCES }).slice(0, 16);

/** Copied and not linked, because editors write into files. */
function copySources(target: string): void {
  const options = { recursive: true, mode: constants.COPYFILE_FICLONE, filter: (file: string) => !TEST.test(file) };
  for (const path of ALL_SOURCES.filter((name) => existsSync(join(ROOT, name)))) {
    cpSync(join(ROOT, path), join(target, path), options);
  }
}
