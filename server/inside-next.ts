import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';
import './under-supervisor.ts';
import { admitFrontDoorOnly } from './portal-guard.ts';

/** Loaded into Next before Next itself, which its server itself: that is met on its way to listening. */
const secret = process.env.TOKENHUB_PORTAL_SECRET;
if (secret)
  subscribe('tracing:net.server.listen:asyncStart', (event) => {
    const { server } = event as { server: unknown };
    if (server instanceof Server) admitFrontDoorOnly(server, secret);
  });
