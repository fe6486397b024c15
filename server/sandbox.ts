import { startSandbox } from '#lib/sandbox/server.ts';
import { onceTold } from './once-told.ts';

/** The process that stands in for Anthropic's API while there is no key of theirs. */
const sandbox = await startSandbox({ port: Number(process.argv[2]) });
onceTold('stop', sandbox.close);
process.send?.('listening');
