import { readEnvFile } from '../env-file.ts';

/** `npm run build`: makes the build before the first start, for images and for fast starts. */
readEnvFile(); // before the first import that reads the environment
const say = (line: string) => void process.stdout.write(`${line}\n`);
const { openRelease } = await import('./release.ts');
await openRelease(say);
const { openPortalBuild } = await import('./portal.ts');
const { folder } = await openPortalBuild({ say });
say(`The portal is built: ${folder}`);
