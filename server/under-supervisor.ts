import './end-with-parent.ts';
import { beat } from './heartbeat.ts';

/** Loaded into each process that serves, before its program. One that waits in a debugger does not hang. */
if (process.env.TOKENHUB_PARENT === String(process.ppid) && process.env.NODE_ENV === 'production') beat();
