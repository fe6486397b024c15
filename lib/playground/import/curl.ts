import type { ImportNote } from '../request/problem.ts';
import { readShellCommand } from './shell-words.ts';

export type CurlProblem = 'not_curl' | 'no_body' | 'body_in_file' | 'other_api';
export type CurlRequest = { ok: true; body: string; notes: ImportNote[] } | { ok: false; problem: CurlProblem };

const DATA = new Set(['-d', '--data', '--data-raw', '--data-ascii', '--data-binary', '--json']);
/** Options that take the next word as value. */
const WITH_VALUE = new Set([
  ...['-X', '--request', '-H', '--header', '--url', '-u', '--user', '-b', '--cookie', '-o', '--output', '-A', '-e'],
  ...['--user-agent', '--referer', '-m', '--max-time', '--connect-timeout', '-x', '--proxy', '-w', '--write-out'],
  ...[
    '--retry',
    '-F',
    '--form',
    '--cacert',
    '-E',
    '--cert',
    '--key',
    '--resolve',
    '-T',
    '--upload-file',
    '--oauth2-bearer',
  ],
  ...DATA,
]);
const SECRET_OPTIONS = new Set(['-u', '--user', '-b', '--cookie', '--oauth2-bearer']);
const SECRET_HEADERS = /^(?:authorization|x-api-key|api-key|cookie|proxy-authorization)$/i;
const USUAL_HEADERS =
  /^(?:content-type|accept|content-length|user-agent|origin|referer|host|connection|accept-\w+|sec-.*)$/i;

/** URLs of other APIs than chat completions. */
const OTHER_API = /\/(?:messages|responses|embeddings)(?:[?#]|$)|(?<!\/chat)\/completions(?:[?#]|$)/;

/** Reads the body of a `curl` command. Keys and cookies in it are discarded. */
export function readCurl(text: string): CurlRequest {
  const command = readShellCommand(text.trim());
  const [program = '', ...words] = command?.words ?? [];
  if (!/^(?:.*[\\/])?curl(?:\.exe)?$/.test(program)) return { ok: false, problem: 'not_curl' };
  const { options, addresses } = readOptions(words);
  if (addresses.some((address) => OTHER_API.test(address))) return { ok: false, problem: 'other_api' };
  const body = readBody(options, command?.input ?? null);
  return 'problem' in body ? { ok: false, ...body } : { ok: true, ...body, notes: options.flatMap(noteOf) };
}

/** Joins several `-d` options as curl does. `@-` stands for the here-document. */
function readBody(options: readonly CurlOption[], input: string | null): { body: string } | { problem: CurlProblem } {
  const data = options.filter(({ name }) => DATA.has(name));
  const [first] = data;
  if (!first) return { problem: 'no_body' };
  if (first.name === '--data-raw' || !first.value.startsWith('@'))
    return { body: data.map(({ value }) => value).join('&') };
  return input !== null && /^@(?:-|\/dev\/stdin)$/.test(first.value) ? { body: input } : { problem: 'body_in_file' };
}

interface CurlOption {
  name: string;
  value: string;
}

function readOptions(words: readonly string[]): { options: CurlOption[]; addresses: string[] } {
  const options: CurlOption[] = [];
  const addresses: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const { name, value } = splitOption(word);
    if (name === null) addresses.push(word);
    else if (!WITH_VALUE.has(name)) continue;
    else options.push({ name, value: value ?? words[++index] ?? '' });
  }
  return {
    options,
    addresses: [...addresses, ...options.flatMap(({ name, value }) => (name === '--url' ? [value] : []))],
  };
}

/** Splits `--data=x`, `-XPOST` and `-sSd x` into option and value; the name is null for other words. */
function splitOption(word: string): { name: string | null; value?: string } {
  if (word.startsWith('--')) {
    const [name = '', ...rest] = word.split('=');
    return rest.length > 0 ? { name, value: rest.join('=') } : { name };
  }
  if (!word.startsWith('-') || word === '-') return { name: null };
  const letters = [...word.slice(1)];
  const taking = letters.findIndex((letter) => WITH_VALUE.has(`-${letter}`));
  if (taking === -1) return { name: word };
  const value = letters.slice(taking + 1).join('');
  return { name: `-${letters[taking]}`, ...(value !== '' && { value }) };
}

function noteOf({ name, value }: CurlOption): ImportNote[] {
  if (SECRET_OPTIONS.has(name)) return [{ path: name, kind: 'secret' }];
  if (name === '-F' || name === '--form') return [{ path: name, kind: 'unsupported' }];
  if (name !== '-H' && name !== '--header') return [];
  const header = value.split(':', 1)[0]?.trim() ?? '';
  if (SECRET_HEADERS.test(header)) return [{ path: header, kind: 'secret' }];
  return USUAL_HEADERS.test(header) ? [] : [{ path: header, kind: 'unsupported' }];
}
