import { Command } from 'commander';
import { casesCommand } from './cases-command';
import { cityCommand } from './city-command';
import type { CommandDeps } from './command-deps';
import { doctorCommand } from './doctor-command';
import { keysCommand } from './keys-commands';
import { mailCommand } from './mail-commands';
import { mapCommand } from './map/map-command';
import { migrateCommand } from './migrate-command';
import { pushCommand } from './push-commands';
import { reportersCommand } from './reporters-commands';
import { seedCommand } from './seed-command';
import { staffCommand } from './staff-commands';
import { webhooksCommand } from './webhooks-commands';

/** The `sikesal` command: what an operator needs beside the API. */
export function createProgram(deps: CommandDeps): Command {
  return new Command('sikesal')
    .description('Looks after a running SiKesal: database, keys, staff, city pack, privacy, mail, cases.')
    .addCommand(migrateCommand(deps))
    .addCommand(keysCommand(deps))
    .addCommand(staffCommand(deps))
    .addCommand(cityCommand(deps))
    .addCommand(mapCommand(deps))
    .addCommand(reportersCommand(deps))
    .addCommand(mailCommand(deps))
    .addCommand(webhooksCommand(deps))
    .addCommand(pushCommand(deps))
    .addCommand(casesCommand(deps))
    .addCommand(seedCommand(deps))
    .addCommand(doctorCommand(deps));
}
