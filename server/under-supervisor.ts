import './end-with-parent.ts';
import { beat } from './heartbeat.ts';

/**
 * Loaded before the program of each server process: sends heartbeats. A process paused in a debugger must not count as
 * hung.
 */
if (process.env.TOKENHUB_PARENT === String(process.ppid) && process.env.NODE_ENV === 'production') beat();
