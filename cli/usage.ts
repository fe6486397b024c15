import type { Command } from 'commander';
import { z } from 'zod';
import { rebuildUsage } from '#lib/usage/rebuild.ts';
import { addDatabaseCommand, type Report } from './command.ts';
import { parseInput } from './terminal.ts';

const day = z.iso.date('expected a day such as 2026-11-01.').transform((text) => new Date(`${text}T00:00:00Z`));
const rebuildInput = z.object({ from: day.default(() => new Date(0)), to: day.default(() => new Date()) });

export function addUsageCommands(program: Command): void {
  const usage = program.command('usage').description('what was used');
  addDatabaseCommand(usage, 'rebuild', rebuild)
    .description('make the hourly sums anew from the requests, while TokenHub runs or not')
    .option('--from <day>', 'the first day, UTC; without it, all')
    .option('--to <day>', 'the day before which to stop; without it, now');
}

async function rebuild(options: unknown): Promise<Report> {
  const { hours, wrong } = await rebuildUsage(parseInput(rebuildInput, options));
  return {
    data: { hours, wrong },
    text:
      wrong.length === 0
        ? `Made the sums of ${hours} hours anew. Each is what its requests come to.`
        : `Made the sums of ${hours} hours anew. ${wrong.length} still differ from their requests, first ${wrong[0]?.toISOString()}.`,
    isProblem: wrong.length > 0,
  };
}
