import type { Command } from 'commander';
import { afterwardsDone } from '#lib/afterwards.ts';
import { openInstallation } from './installation.ts';
import { toJson } from './terminal.ts';

/** The result of a command: `data` for `--json`, `text` for people. */
export interface Report {
  data: unknown;
  text: string;
  /** The command worked, and reports a problem. */
  isProblem?: boolean;
}

type Work<Options> = (options: Options) => Promise<Report>;

/** A command that needs no database. */
export function addCommand<Options>(parent: Command, name: string, work: Work<Options>): Command {
  return parent
    .command(name)
    .option('--json', 'answer as JSON')
    .action(async (options: Options & { json?: boolean }) => print(await work(options), options.json));
}

/** The same with one argument. */
export function addArgumentCommand<Options>(
  parent: Command,
  name: string,
  argument: string,
  work: (given: string, options: Options) => Promise<Report>,
): Command {
  return parent
    .command(name)
    .argument(`<${argument}>`)
    .option('--json', 'answer as JSON')
    .action(async (given: string, options: Options & { json?: boolean }) =>
      print(await work(given, options), options.json),
    );
}

/** A command on the installation's database, which is migrated first and closed afterwards. */
export const addDatabaseCommand = <Options>(parent: Command, name: string, work: Work<Options>): Command =>
  addCommand<Options>(parent, name, async (options) => {
    const installation = await openInstallation();
    try {
      await installation.migrate();
      return await work(options);
    } finally {
      await afterwardsDone();
      await installation.close();
    }
  });

function print({ data, text, isProblem }: Report, asJson = false): void {
  process.stdout.write(`${asJson ? toJson(data) : text}\n`);
  if (isProblem) process.exitCode = 1;
}
