import { CliError } from './commands/cli-error';
import { explainError } from './commands/explain-error';
import { createPrinter } from './commands/printer';
import { readSettings } from './commands/settings';
import { runDemo } from './demo/run-demo';

async function main(): Promise<void> {
  const settings = await readSettings({ env: process.env, dataFolder: process.env.DATA_DIR || '.data' });
  if (!settings.env.PUBLIC_URL || !settings.env.DATABASE_URL) {
    throw new CliError('The demo shows a running system: run "npm start" in another terminal first.');
  }
  const print = createPrinter((text) => process.stdout.write(text));
  if ((await runDemo({ settings, print })) > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainError(error)}\n`);
  process.exitCode = 1;
});
