import { Command, Option } from 'commander';
import { loadCityPack } from '../../city/load-city-pack';
import { isUuid } from '../../database/is-uuid';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import { isAgencyRole, ROLES, type Role } from '../../domain/actor';
import { CliError } from './cli-error';
import type { CommandDeps } from './command-deps';
import { formatInstant } from './format-instant';
import type { Settings } from './settings';
import { withDatabase } from './with-database';

export function keysCommand(deps: CommandDeps): Command {
  return new Command('keys')
    .description('API keys of staff and of other applications')
    .addCommand(createCommand(deps))
    .addCommand(listCommand(deps))
    .addCommand(revokeCommand(deps));
}

interface CreateOptions {
  role: Role;
  agency?: string;
  label?: string;
  json?: boolean;
}

function createCommand({ settings, print }: CommandDeps): Command {
  return new Command('create')
    .description('make a key and show it, once')
    .addOption(new Option('--role <role>', 'what the key may do').choices([...ROLES]).makeOptionMandatory())
    .option('--agency <code>', 'agency that it belongs to; for officer, supervisor and agency_head')
    .option('--label <text>', 'what you will recognise it by (default: the role and agency)')
    .option('--json', 'print it as JSON')
    .action(async ({ role, label, json, ...options }: CreateOptions) => {
      const agency = options.agency ?? null;
      await checkAgency(settings, { role, agency });
      const name = label?.trim() || [role, agency].filter(Boolean).join(' ');
      const { id, key } = await withDatabase(settings, (db) =>
        createApiKeyStore({ db }).create({ role, agency, label: name }, { by: 'cli' }),
      );
      if (json) return print.json({ id, key, role, agency, label: name });
      print.line(`Key "${name}" (${id}):`);
      print.line(key);
      print.line('It is shown this once; only its hash is kept.');
    });
}

/** A key for an agency that does not exist would open nothing, and nobody would notice. */
async function checkAgency(
  settings: Settings,
  { role, agency }: { role: Role; agency: string | null },
): Promise<void> {
  if (!isAgencyRole(role)) {
    if (agency !== null) throw new CliError(`The role ${role} belongs to no agency: leave --agency out.`);
    return;
  }
  const { agencies } = await loadCityPack(settings.need('CITY_PACK').CITY_PACK);
  const codes = agencies.map(({ code }) => code);
  if (agency === null) {
    throw new CliError(`The role ${role} needs --agency with one of ${codes.join(', ')}.`);
  }
  if (!codes.includes(agency)) {
    throw new CliError(`There is no agency "${agency}": --agency takes one of ${codes.join(', ')}.`);
  }
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
          begins: key.prefix,
          created: formatInstant(key.createdAt),
          'last used': formatInstant(key.lastUsedAt),
          revoked: formatInstant(key.revokedAt),
        })),
        'There are no keys yet: make one with "keys create".',
      );
    });
}

function revokeCommand({ settings, print }: CommandDeps): Command {
  return new Command('revoke')
    .description('end a key at once')
    .argument('<id>', 'as "keys list" shows it')
    .action(async (id: string) => {
      const revoked =
        isUuid(id) && (await withDatabase(settings, (db) => createApiKeyStore({ db }).revoke(id, { by: 'cli' })));
      if (!revoked) throw new CliError(`There is no key "${id}" in force: "keys list" shows all of them.`);
      print.line(`The key ${id} opens nothing any more.`);
    });
}
