import { Command, Option } from 'commander';
import { newStaffSchema, STAFF_ROLES, staffChangeSchema } from '../../api/staff/staff-schemas';
import { createStaffStore, type StaffMember } from '../../database/stores/staff-store';
import { checkFields } from './check-fields';
import { CliError } from './cli-error';
import type { CommandDeps } from './command-deps';
import { formatInstant } from './format-instant';
import type { Printer } from './printer';
import { addToStaff, changeOfStaff } from './staff-changes';
import { withDatabase } from './with-database';

const AUTHOR = { by: 'cli' };

export function staffCommand(deps: CommandDeps): Command {
  return new Command('staff')
    .description('people who sign in to work on complaints')
    .addCommand(addCommand(deps))
    .addCommand(listCommand(deps))
    .addCommand(changeCommand(deps))
    .addCommand(switchCommand(deps, 'deactivate'))
    .addCommand(switchCommand(deps, 'reactivate'));
}

interface Fields {
  name?: string;
  email?: string;
  role?: string;
  agency?: string;
  language?: string;
}

interface Output {
  json?: boolean;
}

const role = () => new Option('--role <role>', 'what they may do').choices([...STAFF_ROLES]);

function addCommand({ settings, print }: CommandDeps): Command {
  return new Command('add')
    .description('let somebody in: they sign in by a link that is mailed to their address')
    .requiredOption('--name <name>', 'as colleagues see it')
    .requiredOption('--email <address>', 'where links to sign in are sent')
    .addOption(role().makeOptionMandatory())
    .option('--agency <code>', 'agency that they belong to; for officer, supervisor and agency_head')
    .option('--language <code>', 'language of their mails and pages (default: the city’s)')
    .option('--json', 'print it as JSON')
    .action(async ({ json, ...fields }: Fields & Output) => {
      const { agency = null, ...rest } = await checkFields(settings, { schema: newStaffSchema, fields });
      const member = await addToStaff(settings, (staff) => staff.add({ ...rest, agency }, AUTHOR));
      show(print, { member, json, now: 'can sign in' });
    });
}

function listCommand({ settings, print }: CommandDeps): Command {
  return new Command('list')
    .description('everybody, also those who were deactivated')
    .option('--agency <code>', 'of one agency')
    .option('--active', 'only those who can sign in')
    .option('--json', 'print them as JSON')
    .action(async ({ json, ...filter }: { agency?: string; active?: true } & Output) => {
      const members = await withDatabase(settings, (db) => createStaffStore({ db }).list(filter));
      if (json) return print.json(members);
      print.table(members.map(rowOf), 'There is nobody yet: let somebody in with "staff add".');
    });
}

function changeCommand({ settings, print }: CommandDeps): Command {
  return new Command('change')
    .description('change what is named; it counts with their next request')
    .argument('<who>', 'id or e-mail address')
    .option('--name <name>', 'as colleagues see it')
    .option('--email <address>', 'another address ends their sessions')
    .addOption(role())
    .option('--agency <code>', 'agency that they belong to; dropped with the last role that has one')
    .option('--language <code>', 'language of their mails and pages')
    .option('--json', 'print it as JSON')
    .action(async (who: string, { json, ...fields }: Fields & Output) => {
      const patch = await checkFields(settings, { schema: staffChangeSchema, fields });
      if (Object.keys(patch).length === 0)
        throw new CliError('Say what to change, such as --role or --email.');
      const member = await changeOfStaff(settings, who, (staff, id) => staff.change(id, patch, AUTHOR));
      show(print, { member, json, now: 'is changed' });
    });
}

const SWITCHES = {
  deactivate: {
    description: 'end somebody’s access at once; what they did stays, their open cases are nobody’s then',
    now: 'cannot sign in any more',
  },
  reactivate: { description: 'let somebody sign in again', now: 'can sign in again' },
} as const;

function switchCommand({ settings, print }: CommandDeps, name: keyof typeof SWITCHES): Command {
  const { description, now } = SWITCHES[name];
  return new Command(name)
    .description(description)
    .argument('<who>', 'id or e-mail address')
    .option('--json', 'print it as JSON')
    .action(async (who: string, { json }: Output) => {
      const member = await changeOfStaff(settings, who, (staff, id) => staff[name](id, AUTHOR));
      show(print, { member, json, now });
    });
}

interface Shown {
  member: StaffMember;
  json: boolean | undefined;
  /** The member's new state. */
  now: string;
}

function show(print: Printer, { member, json, now }: Shown): void {
  if (json) return print.json(member);
  const office = [member.role, member.agency].filter(Boolean).join(' ');
  print.line(`${member.name} <${member.email}>, ${office} (${member.id}), ${now}.`);
}

function rowOf(member: StaffMember): Record<string, string> {
  return {
    id: member.id,
    name: member.name,
    email: member.email,
    role: member.role,
    agency: member.agency ?? '-',
    'signed in': formatInstant(member.lastSignedInAt),
    active: member.active ? 'yes' : 'no',
  };
}
