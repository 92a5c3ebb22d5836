import { Command } from 'commander';
import { createSecretBox } from '../../database/stores/secret-box';
import { WebhookRefusal } from '../../database/stores/webhook-refusal';
import { createWebhookStore, type WebhookStore } from '../../database/stores/webhook-store';
import { CliError } from './cli-error';
import type { CommandDeps } from './command-deps';
import { formatInstant } from './format-instant';
import type { Settings } from './settings';
import { withDatabase } from './with-database';

export function webhooksCommand(deps: CommandDeps): Command {
  return new Command('webhooks')
    .description('other applications that are told of events')
    .addCommand(listCommand(deps))
    .addCommand(replayCommand(deps));
}

function listCommand({ settings, print }: CommandDeps): Command {
  return new Command('list')
    .description('all webhooks and how they are doing, without their secrets')
    .option('--json', 'print them as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const webhooks = await withStore(settings, (store) => store.list());
      if (json) return print.json(webhooks);
      print.table(
        webhooks.map((webhook) => ({
          id: webhook.id,
          label: webhook.label,
          // The rest of the address may carry one of the receiver's secrets.
          host: new URL(webhook.url).host,
          state: webhook.disabledReason ?? 'on',
          'failing since': formatInstant(webhook.failingSince),
          waiting: String(webhook.pending),
        })),
        'There are no webhooks.',
      );
    });
}

function replayCommand({ settings, print }: CommandDeps): Command {
  return new Command('replay')
    .description('queue what has failed again, with its full time for retries')
    .argument('<webhook>', 'as "webhooks list" shows it')
    .action(async (id: string) => {
      const count = await withStore(settings, (store) => replayFailed(store, id));
      print.line(count === 1 ? '1 delivery is queued again.' : `${count} deliveries are queued again.`);
    });
}

async function replayFailed(store: WebhookStore, id: string): Promise<number> {
  if (!(await store.find(id))) throw new CliError(`No webhook has the id "${id}": see "webhooks list".`);
  try {
    return await store.replayFailed(id);
  } catch (error) {
    if (!(error instanceof WebhookRefusal)) throw error;
    throw new CliError('The webhook is switched off: switch it on at /admin/webhooks first.');
  }
}

function withStore<Result>(
  settings: Settings,
  work: (store: WebhookStore) => Promise<Result>,
): Promise<Result> {
  const { LINK_SECRET } = settings.need('LINK_SECRET');
  const box = createSecretBox({ secrets: LINK_SECRET });
  return withDatabase(settings, (db) => work(createWebhookStore({ db, box })));
}
