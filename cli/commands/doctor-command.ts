import { Command } from 'commander';
import type { CommandDeps } from './command-deps';
import type { Check } from './doctor/check';
import { checkCityPack, checkMigrations, checkPolicy, checkPostgres } from './doctor/check-database';
import { checkMail } from './doctor/check-mail';
import { checkPhotos } from './doctor/check-photos';
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
      else
        for (const { part, sound, detail } of findings)
          print.line(`${sound ? 'ok   ' : 'FAULT'}  ${part}: ${detail}`);
      if (findings.some(({ sound }) => !sound)) process.exitCode = 1;
    });
}

function allChecks(settings: Settings): Check[] {
  return [
    checkCityPack(settings),
    checkPostgres(settings),
    checkMigrations(settings),
    checkPolicy(settings),
    checkTemporal(settings),
    checkWorkers(settings),
    checkMail(settings),
    checkPhotos(settings),
  ];
}
