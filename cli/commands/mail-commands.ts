import { Command } from 'commander';
import { isUuid } from '../../database/is-uuid';
import { createNotificationStore } from '../../database/stores/notification-store';
import { CliError } from './cli-error';
import type { CommandDeps } from './command-deps';
import { formatInstant } from './format-instant';
import { withDatabase } from './with-database';

/** As many as a person looks through; the oldest come first. */
const SHOWN_AT_MOST = 200;

export function mailCommand(deps: CommandDeps): Command {
  return new Command('mail')
    .description('mails that do not get through')
    .addCommand(stuckCommand(deps))
    .addCommand(replayCommand(deps));
}

function stuckCommand({ settings, print }: CommandDeps): Command {
  return new Command('stuck')
    .description(`what did not get through, and why; the oldest ${SHOWN_AT_MOST}`)
    .option('--json', 'print it as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const stuck = await withDatabase(settings, (db) =>
        createNotificationStore({ db }).stuck({ limit: SHOWN_AT_MOST }),
      );
      if (json) return print.json(stuck);
      print.table(
        stuck.map((mail) => ({
          id: mail.id,
          complaint: mail.trackingCode ?? '-',
          mail: mail.kind,
          to: mail.recipient,
          state: mail.state,
          tried: `${mail.attempts}x`,
          why: mail.lastError ?? '-',
          'next try': formatInstant(mail.nextAttemptAt),
        })),
        'No mail is stuck.',
      );
    });
}

function replayCommand({ settings, print }: CommandDeps): Command {
  return new Command('replay')
    .description('queue failed mails again, with their full time for retries')
    .argument('[id]', 'as "mail stuck" shows it')
    .option('--failed', 'all that have failed')
    .action(async (id: string | undefined, { failed = false }: { failed?: boolean }) => {
      const which = whichMails(id, failed);
      const count = await withDatabase(settings, (db) => createNotificationStore({ db }).replay(which));
      if (count === 0 && which !== 'failed') {
        throw new CliError(`No failed mail has the id "${which.id}": "mail stuck" shows what there is.`);
      }
      print.line(count === 1 ? '1 mail is queued again.' : `${count} mails are queued again.`);
    });
}

function whichMails(id: string | undefined, failed: boolean): { id: string } | 'failed' {
  if ((id === undefined) !== failed) throw new CliError('Name the id of one mail, or --failed for all.');
  if (id === undefined) return 'failed';
  if (!isUuid(id)) throw new CliError(`"${id}" is no id of a mail: "mail stuck" shows them.`);
  return { id };
}
