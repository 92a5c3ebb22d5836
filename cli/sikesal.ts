import { explainError } from './commands/explain-error';
import { createPrinter } from './commands/printer';
import { createProgram } from './commands/program';
import { readSettings } from './commands/settings';

async function main(): Promise<void> {
  const settings = await readSettings({ env: process.env, dataFolder: process.env.DATA_DIR ?? '.data' });
  const print = createPrinter((text) => process.stdout.write(text));
  await createProgram({ settings, print }).parseAsync();
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainError(error)}\n`);
  process.exitCode = 1;
});
