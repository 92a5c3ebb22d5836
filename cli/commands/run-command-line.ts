import { CommanderError, type Command } from 'commander';
import { explainError } from './explain-error';
import { createPrinter } from './printer';
import { createProgram } from './program';
import { readSettings } from './settings';

export interface CommandLine {
  /** The words after the program's name. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Reads standard input to its end. */
  readIn(): Promise<string>;
  writeOut(text: string): void;
  writeErr(text: string): void;
}

/** Where `npm start` keeps its data by default. */
const DATA_FOLDER = '.data';

/** Runs one command. @returns the exit code of the process */
export async function runCommandLine(line: CommandLine): Promise<number> {
  const { args, env, readIn, writeOut, writeErr } = line;
  try {
    const settings = await readSettings({ env, dataFolder: env.DATA_DIR || DATA_FOLDER });
    const program = createProgram({ settings, print: createPrinter(writeOut), readIn });
    throwInsteadOfExit(program, { writeOut, writeErr });
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // The parser has already said what is wrong with the words.
    if (error instanceof CommanderError) return error.exitCode;
    writeErr(`${explainError(error)}\n`);
    return 1;
  }
}

/** The parser's settings apply to one command only, so set them on each subcommand, too. */
function throwInsteadOfExit(command: Command, writers: Pick<CommandLine, 'writeOut' | 'writeErr'>): void {
  command.exitOverride().configureOutput(writers);
  for (const each of command.commands) throwInsteadOfExit(each, writers);
}
