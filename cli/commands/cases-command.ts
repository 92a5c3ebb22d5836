import { Command } from 'commander';
import { createStartQueue } from '../../database/stores/start-queue';
import { isFinal } from '../../domain/statuses';
import { CliError } from './cli-error';
import type { CommandDeps } from './command-deps';
import { findComplaint } from './find-complaint';
import { withDatabase } from './with-database';

export function casesCommand({ settings, print }: CommandDeps): Command {
  const restore = new Command('restore')
    .description('have the workflow of a complaint started again, if the engine has lost it; safe to repeat')
    .argument('<code>', 'tracking code')
    .action(async (code: string) => {
      const trackingCode = await withDatabase(settings, async (db) => {
        const complaint = await findComplaint(db, code);
        if (isFinal(complaint.status)) {
          throw new CliError(
            `${complaint.trackingCode} is ${complaint.status}: its workflow has ended as it should.`,
          );
        }
        await createStartQueue({ db }).requeue(complaint.id);
        return complaint.trackingCode;
      });
      print.line(`${trackingCode} is queued: a running API starts its workflow within seconds.`);
    });
  return new Command('cases').description('workflows of complaints').addCommand(restore);
}
