import { text } from 'node:stream/consumers';
import { runCommandLine } from './commands/run-command-line';

async function main(): Promise<void> {
  const code = await runCommandLine({
    args: process.argv.slice(2),
    env: process.env,
    readIn: () => text(process.stdin),
    writeOut: (text) => process.stdout.write(text),
    writeErr: (text) => process.stderr.write(text),
  });
  // Exits explicitly: a part that hangs, which the doctor may have met, must not keep the command from ending.
  process.exit(code);
}

void main();
