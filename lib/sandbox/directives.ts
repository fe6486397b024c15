import { parseExactJson } from '#lib/http/exact-json.ts';
import { ERROR_FORMS, type ErrorForm } from './errors.ts';
import type { Scenario } from './scenario.ts';
import { isRecord } from './validate/shape.ts';

/** A line that a customer may write into the last user message, after `sandbox: `. */
export interface Directive {
  name: string;
  usage: string;
  /** One sentence for the documentation. */
  description: string;
  /** The requested scenario, or null when the rest of the line is invalid. */
  read(rest: string): Partial<Scenario> | null;
}

const MAX_WORDS = 100_000;
const MAX_CHUNKS = 10_000;
const MAX_DELAY_MS = 60_000;

const wholeNumber = (text: string, most = Number.MAX_SAFE_INTEGER): number | null =>
  /^\d{1,15}$/.test(text) && Number(text) <= most ? Number(text) : null;

function parseJson(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}

function readCall(rest: string, isRaw: boolean): Partial<Scenario> | null {
  const [, name, json = ''] = /^(\S+)[ \t]*(.*)$/.exec(rest) ?? [];
  if (!name) return null;
  if (isRaw) return { calls: [{ name, json }] };
  const input = json === '' ? {} : parseJson(json);
  return isRecord(input) ? { calls: [{ name, json: JSON.stringify(input) }] } : null;
}

const findForm = (name: string): ErrorForm | undefined =>
  Object.hasOwn(ERROR_FORMS, name) ? ERROR_FORMS[name as keyof typeof ERROR_FORMS] : undefined;

/** `529 times=2 retry-after=3 any text`: the form, then its settings, then an optional message. */
function readError(rest: string): Partial<Scenario> | null {
  const [, name = '', settings = '', message = ''] = /^(\S+)((?:[ \t]+[a-z-]+=\d+)*)[ \t]*(.*)$/.exec(rest) ?? [];
  const form = findForm(name);
  if (!form) return null;
  const given = new Map([...settings.matchAll(/([a-z-]+)=(\d+)/g)].map(([, key = '', value]) => [key, Number(value)]));
  const retryAfterSeconds = given.get('retry-after') ?? form.retryAfterSeconds;
  const times = given.get('times');
  return {
    error: {
      form: {
        ...form,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        ...(message ? { message } : {}),
      },
      ...(times === undefined ? {} : { times }),
    },
  };
}

function readFault(rest: string, kind: NonNullable<Scenario['fault']>['kind']): Partial<Scenario> | null {
  const [count = '', name = '529'] = rest.split(/[ \t]+/);
  const [after, form] = [wholeNumber(count), findForm(name)];
  return after === null || !form ? null : { fault: { kind, after, form } };
}

function readPace(rest: string): Partial<Scenario> | null {
  const [, chunks = '20'] = /chunks=(\d+)/.exec(rest) ?? [];
  const [, delay = '50'] = /delay=(\d+)(?:ms)?/.exec(rest) ?? [];
  const pace = { chunks: wholeNumber(chunks, MAX_CHUNKS), delayMs: wholeNumber(delay, MAX_DELAY_MS) };
  return pace.chunks && pace.delayMs !== null ? { pace: { chunks: pace.chunks, delayMs: pace.delayMs } } : null;
}

function readRepeat(rest: string): Partial<Scenario> | null {
  const words = wholeNumber(rest, MAX_WORDS);
  return words === null ? null : { text: Array.from({ length: words }, (_, index) => `word${index + 1}`).join(' ') };
}

function readUsage(rest: string): Partial<Scenario> | null {
  const usage = parseJson(rest);
  return isRecord(usage) ? { usage } : null;
}

const always = (patch: Partial<Scenario>) => (): Partial<Scenario> => patch;

/** `\n` in a directive stands for a line break, since a directive is one line. */
const withBreaks = (text: string): string => text.replaceAll('\\n', '\n');

const directive = (usage: string, description: string, read: Directive['read']): Directive => ({
  name: usage.split(' ')[0] ?? usage,
  usage,
  description,
  read,
});

/** All scenarios, in the order the documentation shows them. */
export const DIRECTIVES: readonly Directive[] = [
  directive('say <text>', 'Answers with exactly this text; `\\n` is a line break.', (rest) => ({
    text: withBreaks(rest),
  })),
  directive('repeat <n>', 'Answers with a text of n words.', readRepeat),
  directive('empty', 'Answers with no content at all.', always({ text: '' })),
  directive('think <text>', 'Thinks this, if thinking is on.', (rest) => ({ thinking: withBreaks(rest) })),
  directive('redacted', 'Thinks in a redacted block, if thinking is on.', always({ redacted: true })),
  directive('blank-start', 'Begins with a blank text block, as Opus 4.6 does.', always({ blankStart: true })),
  directive('tool <name> <json>', 'Calls a tool; several lines are parallel calls.', (rest) => readCall(rest, false)),
  directive('tool-raw <name> <text>', 'Calls a tool with arguments that need not be JSON.', (rest) =>
    readCall(rest, true),
  ),
  directive('refuse', 'Refuses before any output.', always({ refusal: 'at-once' })),
  directive('refuse-midway', 'Refuses after half of the answer.', always({ refusal: 'midway' })),
  directive('length', 'Stops halfway with `max_tokens`.', always({ halved: true, stopReason: 'max_tokens' })),
  directive('pause', 'Stops with `pause_turn`.', always({ stopReason: 'pause_turn' })),
  directive('stop <reason>', 'Stops with this reason, known or not.', (rest) => (rest ? { stopReason: rest } : null)),
  directive('usage <json>', 'Reports these usage fields, however absurd.', readUsage),
  directive(
    'error <form> [times=K] [retry-after=S] [text]',
    `Fails: always, or K times per identical request. Forms: ${Object.keys(ERROR_FORMS).join(', ')}.`,
    readError,
  ),
  directive('error-after <n> [form]', 'Sends an error event after n events.', (rest) => readFault(rest, 'error')),
  directive('cut-after <n>', 'Destroys the connection after n events.', (rest) => readFault(rest, 'cut')),
  directive('end-after <n>', 'Ends the stream cleanly after n events.', (rest) => readFault(rest, 'end')),
  directive('hang-after <n>', 'Falls silent after n events.', (rest) => readFault(rest, 'hang')),
  directive('hang', 'Never answers.', always({ hangs: true })),
  directive('no-stop', 'Ends the stream cleanly without `message_stop`.', always({ withoutStop: true })),
  directive('slow chunks=<n> delay=<ms>ms', 'Sends the text in n pieces with a pause before each.', readPace),
  directive('crlf', 'Ends the lines of the stream with CR LF.', always({ crlf: true })),
  directive('unknown-events', 'Mixes in events, blocks and deltas nobody knows.', always({ unknownEvents: true })),
  directive('two-starts', 'Sends `message_start` twice.', always({ twoStarts: true })),
];
