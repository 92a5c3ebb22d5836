import { Command } from 'commander';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import { MS_PER_HOUR } from '../../domain/instant';
import { OVERLAP_HOURS, rotationSchema } from '../../api/api-keys/api-key-schemas';
import { checkFields } from './check-fields';
import { CliError } from './cli-error';
import type { CommandDeps } from './command-deps';
import { formatInstant } from './format-instant';
import { keyCheckCommand } from './key-check-command';
import { keyCreateCommand, showSecret } from './key-create-command';
import { withDatabase } from './with-database';

const AUTHOR = { by: 'cli' };

export function keysCommand(deps: CommandDeps): Command {
  return new Command('keys')
    .description('API keys of staff and of other applications')
    .addCommand(keyCreateCommand(deps))
    .addCommand(listCommand(deps))
    .addCommand(rotateCommand(deps))
    .addCommand(revokeCommand(deps))
    .addCommand(keyCheckCommand(deps));
}

function listCommand({ settings, print }: CommandDeps): Command {
  return new Command('list')
    .description('all keys, without the secrets')
    .option('--json', 'print them as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const keys = await withDatabase(settings, (db) => createApiKeyStore({ db }).list());
      if (json) return print.json(keys);
      print.table(
        keys.map((key) => ({
          id: key.id,
          role: key.role,
          agency: key.agency ?? '-',
          label: key.label,
          may: key.scopes.join(' ') || '-',
          channel: key.channel ?? '-',
          begins: key.prefix,
          created: formatInstant(key.createdAt),
          'last used': formatInstant(key.lastUsedAt),
          ends: formatInstant(key.expiresAt),
          revoked: formatInstant(key.revokedAt),
        })),
        'There are no keys yet: make one with "keys create".',
      );
    });
}

interface RotateOptions {
  overlapHours: string;
  expires?: string;
  json?: boolean;
}

function rotateCommand({ settings, print }: CommandDeps): Command {
  return new Command('rotate')
    .description('give a key another secret and show it, once')
    .argument('<id>', 'as "keys list" shows it')
    .option(
      '--overlap-hours <hours>',
      'how long the secret before still works, at most a week; 0 when it has leaked',
      String(OVERLAP_HOURS),
    )
    .option('--expires <instant>', 'when the key ends from now on, or "never"; renews an expired one')
    .option('--json', 'print it as JSON')
    .action(async (id: string, { json, ...options }: RotateOptions) => {
      const fields = { overlapHours: Number(options.overlapHours), ...endOf(options) };
      const checked = await checkFields(settings, { schema: () => rotationSchema, fields });
      const { overlapHours, ...end } = checked;
      const rotation = { id, overlapMs: overlapHours * MS_PER_HOUR, ...end };
      const rotated = await withDatabase(settings, (db) =>
        createApiKeyStore({ db }).rotate(rotation, AUTHOR),
      );
      if (!rotated) throw notInForce(id);
      if (json) return print.json({ ...rotated, overlapHours });
      print.line(`New secret of the key ${id}; the one before works ${overlapHours} h more:`);
      showSecret(print, rotated.key);
    });
}

function endOf({ expires }: RotateOptions): object {
  return expires === undefined ? {} : { expiresAt: expires === 'never' ? null : expires };
}

function revokeCommand({ settings, print }: CommandDeps): Command {
  return new Command('revoke')
    .description('end a key at once')
    .argument('<id>', 'as "keys list" shows it')
    .action(async (id: string) => {
      const revoked = await withDatabase(settings, (db) => createApiKeyStore({ db }).revoke(id, AUTHOR));
      if (!revoked) throw notInForce(id);
      print.line(`The key ${id} opens nothing any more.`);
    });
}

function notInForce(id: string): CliError {
  return new CliError(`There is no key "${id}" in force: "keys list" shows all of them.`);
}
