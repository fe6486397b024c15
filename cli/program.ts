import { Command } from 'commander';
import { addAccountCommands } from './account.ts';
import { addBalanceCommand, addCreditCommands } from './credit.ts';
import { addDoctorCommand } from './doctor.ts';
import { addFeedbackCommands } from './feedback.ts';
import { addKeyCommands } from './key.ts';
import { addOperatorCommands } from './operator.ts';
import { addPricesCommand, addRepriceCommand } from './prices.ts';
import { addStripeCommands } from './stripe.ts';
import { addUsageCommands } from './usage.ts';
import { addUserCommands } from './user.ts';

/** All commands. Works while TokenHub runs and while it does not. */
export function createProgram({ asJson }: { asJson: boolean }): Command {
  const program = new Command('tokenhub')
    .description('Runs an installation of TokenHub: users, keys, credit and its health.')
    .exitOverride()
    .enablePositionalOptions() // `prices preview --json` is of the preview, not of `prices`
    .showHelpAfterError('Add --help to see what is expected.');
  if (asJson) program.configureOutput({ writeErr: () => {} }); // with `--json`, errors are printed as JSON instead
  for (const add of [
    addUserCommands,
    addOperatorCommands,
    addAccountCommands,
    addKeyCommands,
    addCreditCommands,
    addBalanceCommand,
    addPricesCommand,
    addRepriceCommand,
    addStripeCommands,
    addUsageCommands,
    addFeedbackCommands,
    addDoctorCommand,
  ]) {
    add(program);
  }
  return program;
}
