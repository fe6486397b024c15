import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';
import './under-supervisor.ts';
import { requireProxySecret } from './portal-guard.ts';

/** Loaded before Next, which creates the server itself: the server is intercepted when it starts to listen. */
const secret = process.env.TOKENHUB_PORTAL_SECRET;
if (secret)
  subscribe('tracing:net.server.listen:asyncStart', (event) => {
    const { server } = event as { server: unknown };
    if (server instanceof Server) requireProxySecret(server, secret);
  });
