import { readEnvFile } from '../env-file.ts';

/** `npm run build`: what the next start would have to build, for images and for machines that start in a hurry. */
readEnvFile(); // before the first import that reads the environment
const say = (line: string) => void process.stdout.write(`${line}\n`);
const { openRelease } = await import('./release.ts');
await openRelease(say);
const { openPortalBuild } = await import('./portal.ts');
const { folder } = await openPortalBuild({ say });
say(`The portal is built: ${folder}`);
