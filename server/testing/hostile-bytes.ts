/** Draws pseudo-random values, the same for the same seed. */
export interface Draw {
  below(limit: number): number;
  from<T>(choices: readonly T[]): T;
  chance(probability: number): boolean;
  /** Twelve hexadecimal digits, practically unique. */
  token(): string;
}

export function drawFrom(seed: number): Draw {
  let state = seed;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    from: (choices) => choices[below(choices.length)] as (typeof choices)[number],
    chance: (probability) => next() < probability,
    token: () => [below(0x1000000), below(0x1000000)].map((part) => part.toString(16).padStart(6, '0')).join(''),
  };
}

/** Usual and unusual choices. `TOKEN` marks text that an answer may repeat. */
type Choices = readonly [usual: readonly string[], odd: readonly string[]];

const METHODS: Choices = [
  ['GET', 'GET', 'POST', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'PATCH'],
  ['TRACE', 'CONNECT', 'PROPFIND', 'PRI', 'get', 'G\x00T'],
];
const TARGETS: Choices = [
  ['/TOKEN', '/en/TOKEN', '/api/v1/TOKEN', '/api/v1/TOKEN', '/_next/TOKEN', '/v1/models/TOKEN', '/v1/messages'],
  [
    '/_next/data/TOKEN.json',
    '/_next/image?url=%2FTOKEN',
    '/en/TOKEN.rsc',
    '/healthz',
    '/readyz',
    '/v1/models/%zz',
    '*',
    'TOKEN:443',
    'http://TOKEN/',
    '//TOKEN',
    '/./TOKEN',
    '/../TOKEN',
    '/api/%76%31/TOKEN',
    '/TOKEN#x',
    '/api/v1/..%2f..%2fTOKEN',
    '/TOKEN\\x',
    '/%00TOKEN',
    '/%ffTOKEN',
    '/TOKEN?a=%zz',
    '/TOKEN\t',
    '',
    `/${'a'.repeat(9_000)}TOKEN`,
    `/${'%2e/'.repeat(500)}TOKEN`,
  ],
];
const VERSIONS: Choices = [['HTTP/1.1'], ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'HTTP/1.2', 'http/1.1', 'RTSP/1.0', '']];
const HOSTS: Choices = [
  ['Host: x', 'host: hub.example:3000', 'hOsT: [::1]:1'],
  ['', 'Host:', 'Host: a b', 'Host: x@y', 'Host : x', 'Host: x, y', 'Host: x\r\nHost: y', 'Host: x\r\nHost: x'],
];
const HEADERS: Choices = [
  [
    'Connection: close',
    'Connection: keep-alive',
    'Connection: content-length',
    'Connection: Content-Length, close',

    'Connection: transfer-encoding',
    'Connection: host',
    'Connection: x-forwarded-for',
    'Connection: ,,te, trailer',

    'Connection: upgrade\r\nUpgrade: websocket',
    'Connection: upgrade\r\nUpgrade: h2c',
    'Connection: expect, cookie',

    'TE: trailers',
    'Trailer: x-last',
    'X-Forwarded-For: 6.6.6.6',
    'Forwarded: for=6.6.6.6',
    'Cookie: a=1',
    'rsc: 1',
    'x-tokenhub-front-door: guess',
    'x-tokenhub-local: 1',
    'next-action: 00',
    '__proto__: x',
    'constructor: x',
    'x-api-key: x\r\nanthropic-version: 2023-06-01',
    'x-middleware-subrequest: proxy',
    'Expect: 100-continue',
  ],
  [
    'Expect: miracles',
    'A: b\r\n c',
    'A\x00: b',
    'A: \x01',
    'A: é',
    ': empty',
    'Connection: x-tokenhub-front-door',
    `Long: ${'x'.repeat(20_000)}`,
    'x'.repeat(40_000),
  ],
];
const FRAMINGS: Choices = [
  ['Content-Length: SIZE', 'Content-Length: SIZE', 'Transfer-Encoding: chunked'],
  [
    '',
    'Content-Length: 0',
    'Content-Length: 3',
    'Content-Length: +5',
    'Content-Length: 99999999',

    'Content-Length: 18446744073709551616',
    'Content-Length: SIZE\r\nContent-Length: 1',
    'Content-Length: SIZE\r\n\t',
    'Content-Length: 5, 5',
    'Transfer-Encoding: identity',
    'Transfer-Encoding: gzip, chunked',
    'Transfer-Encoding: chunked, identity',
    'Transfer-Encoding : chunked',
    'Transfer-Encoding:\x0bchunked',
    'Transfer-Encoding: chunked\r\nContent-Length: SIZE',
    'Transfer-Encoding: CHUNKED',
  ],
];
const CHUNKED: Choices = [
  ['0\r\n\r\n', '3\r\nabc\r\n0\r\n\r\n', '3;a=b\r\nabc\r\n0\r\n\r\n', '3\r\nabc\r\n0\r\nx-last: 1\r\n\r\n'],
  [
    'zz\r\nabc\r\n0\r\n\r\n',
    `3;${'e'.repeat(20_000)}\r\nabc\r\n0\r\n\r\n`,
    '3\nabc\n0\n\n',
    '3\r\nab',
    '-1\r\n\r\n',
    'fffffffffffffffff\r\n',
    '',
  ],
];
const BODIES: Choices = [
  ['abc', '{"model":"x","messages":[]}', 'GET /TOKEN HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['', '0\r\n\r\n', 'x'.repeat(100_000)],
];
const ENDS: Choices = [['\r\n'], ['\n', '\r', '\r\n\r\n']];

/** A message that is HTTP, or nearly. */
function drawMessage(draw: Draw, token: string): string {
  const pick = ([usual, odd]: Choices, oddity = 0.08) => draw.from(draw.chance(oddity) ? odd : usual);
  const method = pick(METHODS);
  const end = pick(ENDS, 0.02);
  const isBare = draw.chance(method === 'GET' || method === 'HEAD' ? 0.8 : 0.2);
  const framing = isBare ? '' : pick(FRAMINGS, 0.2);
  const body = isBare ? '' : pick(/chunked/i.test(framing) ? CHUNKED : BODIES).replace('TOKEN', token);
  const headers = Array.from({ length: draw.below(3) }, () => pick(HEADERS));
  const lines = [`${method} ${pick(TARGETS, 0.15)} ${pick(VERSIONS)}`, pick(HOSTS), ...headers, framing];
  const head = lines.filter(Boolean).join(end).replace('TOKEN', token).replaceAll('SIZE', String(body.length));
  return `${head}${end}${end}${body}`;
}

/** A few bytes changed, left out, added or repeated. */
function mutate(text: string, draw: Draw): string {
  const at = draw.below(text.length + 1);
  const length = draw.below(12);
  switch (draw.below(5)) {
    case 0:
      return text.slice(0, at) + String.fromCharCode(draw.below(256)) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    case 3:
      return text.slice(0, at) + draw.from(['\r\n', '\r\n\r\n', '\x00', ' ', '\t', ':', '\xff']) + text.slice(at);
    default:
      return text.slice(0, at);
  }
}

export interface HostileCase {
  token: string;
  /** Written in order. */
  pieces: string[];
}

/** The bytes of one connection: one to three messages, some of them damaged, cut into pieces anywhere. */
export function drawCase(draw: Draw): HostileCase {
  const token = draw.token();
  const messages = Array.from({ length: draw.chance(0.3) ? 1 + draw.below(3) : 1 }, () => drawMessage(draw, token));
  let text = messages.join('');
  for (let count = draw.chance(0.25) ? 1 + draw.below(3) : 0; count > 0; count--) text = mutate(text, draw);
  const cut = draw.below(text.length + 1);
  const pieces = draw.chance(0.3) ? [text.slice(0, cut), text.slice(cut)] : [text];
  return { token, pieces };
}
