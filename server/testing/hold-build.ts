import { openBuild } from '../build/builds.ts';

/** Opens an empty build of the given checkout, and uses it until it is killed. */
const [root = '', id = ''] = process.argv.slice(2);
await openBuild({ root, id, make: async () => {}, onWait: () => {} });
process.send?.('open');
process.channel?.ref();
