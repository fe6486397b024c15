import type { Command } from 'commander';
import { listFeedback } from '#lib/docs/feedback.ts';
import { addDatabaseCommand } from './command.ts';
import { toTable } from './terminal.ts';

const HEAD = ['WHEN', 'PAGE', 'LANGUAGE', 'HELPFUL', 'COMMENT'];
const MOST = 1_000;

export function addFeedbackCommands(program: Command): void {
  const feedback = program.command('feedback').description('what readers say of the documentation');
  addDatabaseCommand(feedback, 'list', async () => {
    const answers = await listFeedback({ limit: MOST });
    const rows = answers.map(({ createdAt, path, locale, isHelpful, comment }) => [
      createdAt.toISOString(),
      path,
      locale,
      isHelpful ? 'yes' : 'no',
      comment ?? '',
    ]);
    return { data: answers, text: answers.length === 0 ? 'Nobody has said anything yet.' : toTable(HEAD, rows) };
  }).description(`show the last ${MOST} answers, the newest first`);
}
