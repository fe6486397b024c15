import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';
import { admitFrontDoorOnly } from './portal-guard.ts';

/** Loaded into Next before Next itself: when the process that started it is gone, however that happened, so is this one. */
process.once('disconnect', () => process.exit());

/** Next opens its server itself, so it is met on its way to listening. */
const secret = process.env.TOKENHUB_PORTAL_SECRET;
if (secret)
  subscribe('tracing:net.server.listen:asyncStart', (event) => {
    const { server } = event as { server: unknown };
    if (server instanceof Server) admitFrontDoorOnly(server, secret);
  });
