import { Command, Option } from 'commander';
import { apiKeyRequest } from '../../api/api-keys/api-key-schemas';
import { workingAgencies } from '../../city/directory';
import { loadCityPack } from '../../city/load-city-pack';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import { isAgencyRole, ROLES, type Role } from '../../domain/actor';
import { KEY_SCOPES, type KeyScope } from '../../domain/key-scopes';
import { checkFields } from './check-fields';
import { CliError } from './cli-error';
import type { CommandDeps } from './command-deps';
import type { Printer } from './printer';
import type { Settings } from './settings';
import { withDatabase } from './with-database';

interface CreateOptions {
  role: Role;
  agency?: string;
  label?: string;
  scope?: KeyScope[];
  channel?: string;
  expires?: string;
  json?: boolean;
}

export function keyCreateCommand({ settings, print }: CommandDeps): Command {
  return new Command('create')
    .description('make a key and show it, once')
    .addOption(new Option('--role <role>', 'what the key may do').choices([...ROLES]).makeOptionMandatory())
    .option('--agency <code>', 'agency that it belongs to; for officer, supervisor and agency_head')
    .option('--label <text>', 'what you will recognise it by (default: the role and agency)')
    .addOption(
      new Option('--scope <scopes...>', 'what an application may do (default: all of it)').choices([
        ...KEY_SCOPES,
      ]),
    )
    .option('--channel <name>', 'of an application: the channel of its complaints, such as dishub-smart')
    .option('--expires <instant>', 'when it ends by itself, such as 2027-01-31T00:00:00+07:00')
    .option('--json', 'print it as JSON')
    .action(async ({ json, ...options }: CreateOptions) => {
      const { role } = options;
      const agency = options.agency ?? null;
      await checkAgency(settings, { role, agency });
      const label = options.label?.trim() || [role, agency].filter(Boolean).join(' ');
      const request = await checkFields(settings, {
        schema: apiKeyRequest,
        fields: fieldsOf({ ...options, label }),
      });
      const { id, key } = await withDatabase(settings, (db) =>
        createApiKeyStore({ db }).create({ ...request, agency }, { by: 'cli' }),
      );
      if (json) return print.json({ id, key, role, agency, label });
      print.line(`Key "${label}" (${id}):`);
      showSecret(print, key);
    });
}

export function showSecret(print: Printer, key: string): void {
  print.line(key);
  print.line('It is shown this once; only its hash is kept.');
}

function fieldsOf({ role, agency, label, scope, channel, expires }: CreateOptions): object {
  return {
    ...{ role, label },
    ...(agency === undefined ? {} : { agency }),
    ...(scope === undefined ? {} : { scopes: scope }),
    ...(channel === undefined ? {} : { channel }),
    ...(expires === undefined ? {} : { expiresAt: expires }),
  };
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
  const city = await loadCityPack(settings.need('CITY_PACK').CITY_PACK);
  const codes = workingAgencies(city).map(({ code }) => code);
  if (agency === null) {
    throw new CliError(`The role ${role} needs --agency with one of ${codes.join(', ')}.`);
  }
  if (!codes.includes(agency)) {
    throw new CliError(`There is no agency "${agency}": --agency takes one of ${codes.join(', ')}.`);
  }
}
