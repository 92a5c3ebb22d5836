import type { z } from 'zod';
import { environmentSchema, type Environment } from '../../config/environment';
import { CliError } from './cli-error';
import { readStack } from '../stack/stack-file';

type SettingName = keyof typeof environmentSchema.shape;

export interface Settings {
  /**
   * The settings that a command needs and no others: creating a key must not require a mail server.
   * @throws CliError that names each setting that is missing or wrong
   */
  need<Name extends SettingName>(...names: Name[]): Pick<Environment, Name>;
  /** The whole environment, for libraries that read their own variables. */
  env: NodeJS.ProcessEnv;
}

/** The addresses of the parts. If one is set to something else, the environment means another system. */
const WHEREABOUTS = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'PHOTOS_URL', 'PUBLIC_URL'];

/**
 * Reads settings from the environment and, unless that means another system, from the stack that `npm start` runs.
 * @param dataFolder where `npm start` records what it runs
 */
export async function readSettings(input: { env: NodeJS.ProcessEnv; dataFolder: string }): Promise<Settings> {
  const own = withoutEmpty(input.env);
  const stack = (await readStack(input))?.environment ?? {};
  const differs = WHEREABOUTS.some((name) => own[name] !== undefined && own[name] !== stack[name]);
  const env = differs ? own : { ...stack, ...own };
  return { env, need: (...names) => pick(env, names) };
}

function pick<Name extends SettingName>(env: NodeJS.ProcessEnv, names: Name[]): Pick<Environment, Name> {
  const read = names.map((name) => [name, environmentSchema.shape[name].safeParse(env[name])] as const);
  const issues = read.flatMap(([name, { error }]) =>
    error ? [issueText({ name, error, isSet: env[name] !== undefined })] : [],
  );
  if (issues.length > 0) {
    const them = issues.length === 1 ? 'it' : 'them';
    throw new CliError(
      `${issues.join(', ')}: set ${them} in the environment (see .env.example) or run "npm start" first.`,
    );
  }
  return Object.fromEntries(read.map(([name, { data }]) => [name, data])) as Pick<Environment, Name>;
}

/** Leaves out the value itself: it may hold a password. */
function issueText({ name, error, isSet }: { name: string; error: z.ZodError; isSet: boolean }): string {
  return isSet ? `${name} ${error.issues[0]?.message}` : `${name} is not set`;
}

function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}
