import { startSandbox } from '#lib/sandbox/server.ts';
import { onStopMessage } from './stop-message.ts';

/** The process that replaces Anthropic's API while no key of theirs is configured. */
const sandbox = await startSandbox({ port: Number(process.argv[2]) });
onStopMessage('stop', sandbox.close);
process.send?.('listening');
