import { readEnvFile } from '../env-file.ts';

/** `npm run build`: what the next start would have to build, for images and for machines that start in a hurry. */
readEnvFile(); // before the first import that reads the environment
const { buildPrismaClient } = await import('./prisma-client.ts');
await buildPrismaClient();
const { openPortalBuild } = await import('./portal.ts');
const { folder } = await openPortalBuild({ say: (line) => void process.stdout.write(`${line}\n`) });
process.stdout.write(`The portal is built: ${folder}\n`);
