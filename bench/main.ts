import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Parts } from './parts.ts';
import { judge } from './promises.ts';
import { toTable, toVerdicts } from './report.ts';
import { MEASUREMENTS, runBench, TARGETS } from './run.ts';

/** `npm run bench`: takes all measurements. Exit code 1 when a promise is broken. See README.md beside this file. */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: MEASUREMENTS.join() },
    rows: { type: 'string', default: '10000000' },
    targets: { type: 'string', default: TARGETS.join() },
  },
});

const TITLES = {
  pageWeight: 'Scripts of a page, gzip',
  lighthouse: 'Lighthouse, of 100',
  typing: 'Typing in a playground with 200 messages, for each key',
  markdown: 'Answers of 2,000 lines in the playground, for each piece written',
  whole: 'Whole answers at saturation',
  latency: 'Latency of whole answers at 200 requests per second',
  freeWork: 'Whole answers at 100 requests per second, alone and beside free work',
  tokenLatency: 'Age of a piece of text on arrival, 100 streams of 50 pieces per second',
  streams: 'Streams of 100 chunks at saturation',
  kills: 'Paid calls of 24 callers while processes are killed',
  openStreams: 'Memory with 1,000 slow streams open',
  signIn: 'Refusals at sign-in, by kind of address',
  usage: 'Views of usage and logs',
  hotAccount: 'Hold and settle on one account, durable',
};

const [loadAverage = 0] = loadavg();
const machine = { cores: availableParallelism(), loadAverage, node: process.version };
const write = (text: string): void => void process.stdout.write(`${text}\n`);
const parts = new Parts();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => parts.stop().then(() => process.exit(1)));

try {
  const measured = await runBench(
    {
      measurements: choose(MEASUREMENTS, values.only),
      targets: choose(TARGETS, values.targets),
      rows: Number(values.rows),
      say: (line) => values.json || process.stderr.write(`… ${line}\n`),
    },
    parts,
  );
  const verdicts = judge(measured);
  if (values.json) write(JSON.stringify({ machine, measured, verdicts }, null, 2));
  else {
    write(`${machine.cores} cores, load average ${loadAverage.toFixed(2)} at the start, Node ${machine.node}`);
    for (const name of MEASUREMENTS) if (measured[name]) write(toTable(TITLES[name], measured[name]));
    write(toVerdicts(verdicts));
  }
  process.exitCode = verdicts.every(({ kept }) => kept) ? 0 : 1;
} finally {
  await parts.stop();
}
process.exit(); // the migration engine leaves a timer behind

function choose<T extends string>(known: readonly T[], text: string): T[] {
  const asked = text.split(',');
  const unknown = asked.filter((name) => !known.some((it) => it === name));
  if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join()}. There is ${known.join()}.`);
  return known.filter((name) => asked.includes(name));
}
