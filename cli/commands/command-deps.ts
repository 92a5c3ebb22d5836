import type { Printer } from './printer';
import type { Settings } from './settings';

/** What every command works with. */
export interface CommandDeps {
  settings: Settings;
  print: Printer;
  /** Reads standard input to its end. */
  readIn: () => Promise<string>;
}
