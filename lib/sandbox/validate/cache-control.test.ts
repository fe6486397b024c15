import { itRefuses } from '../testing/refusals.ts';
import { cached, loop, messages, THOUGHT, text, user } from '../testing/requests.ts';

itRefuses('cache breakpoints', [
  [
    'a fifth one',
    messages(user(Array.from({ length: 5 }, () => text('x', cached())))),
    'A maximum of 4 blocks with cache_control may be provided. Found 5.',
    messages(user(Array.from({ length: 4 }, () => text('x', cached())))),
  ],
  [
    'four and the automatic one',
    { ...cached(), ...messages(user(Array.from({ length: 4 }, () => text('x', cached())))) },
    'Found 5.',
    { ...cached(), ...messages(user(Array.from({ length: 3 }, () => text('x', cached())))) },
  ],
  [
    'an hour after five minutes',
    { system: [text('x', cached('5m'))], ...messages(user([text('x', cached('1h'))])) },
    "messages.0.content.0.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block",
    { system: [text('x', cached('1h'))], ...messages(user([text('x', cached('5m'))])) },
  ],
  [
    'a lifetime nobody sells',
    { system: [text('x', cached('24h'))] },
    "system.0.cache_control.ttl: Input should be '5m' or '1h'",
    { system: [text('x', cached('1h'))] },
  ],
  [
    'one on a thought',
    loop({ ...THOUGHT, ...cached() }),
    'messages.1.content.0.thinking.cache_control: Extra inputs are not permitted',
    loop(THOUGHT),
  ],
]);
