import { Command } from 'commander';
import { CliError } from './cli-error';
import type { CommandDeps } from './command-deps';
import type { Check, Finding } from './doctor/check';
import {
  checkCityPack,
  checkMigrations,
  checkOffices,
  checkPolicy,
  checkPostgres,
  checkRetired,
  checkWebhooks,
} from './doctor/check-database';
import { checkMail } from './doctor/check-mail';
import { checkPhotos } from './doctor/check-photos';
import { checkPush } from './doctor/check-push';
import { checkTemporal, checkWorkers } from './doctor/check-temporal';
import { runChecks } from './doctor/run-checks';
import type { Settings } from './settings';

export function doctorCommand({ settings, print }: CommandDeps): Command {
  return new Command('doctor')
    .description('look at each part and say what to do about those that are not well')
    .option('--json', 'print the findings as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await runChecks(allChecks(settings));
      if (json) print.json(findings);
      else findings.forEach((finding) => print.line(lineOf(finding)));
      const issues = findings.filter(({ sound }) => !sound).length;
      if (issues > 0) throw new CliError(`${issues} of ${findings.length} parts are not well.`);
    });
}

function lineOf({ part, sound, detail }: Finding): string {
  return `${sound ? 'ok   ' : 'FAIL '}  ${part}: ${detail}`;
}

function allChecks(settings: Settings): Check[] {
  return [
    checkCityPack(settings),
    checkPostgres(settings),
    checkMigrations(settings),
    checkPolicy(settings),
    checkRetired(settings),
    checkWebhooks(settings),
    checkOffices(settings),
    checkTemporal(settings),
    checkWorkers(settings),
    checkMail(settings),
    checkPhotos(settings),
    checkPush(settings),
  ];
}
