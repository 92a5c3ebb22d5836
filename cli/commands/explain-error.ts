import { CityPackError } from '../../city/city-pack-error';
import { isDatabaseUnavailable } from '../../database/is-database-unavailable';
import { CityChangedError } from '../../database/stores/city-changed-error';
import { PolicyChangedError } from '../../database/stores/policy-changed-error';
import { PartError } from '../parts/part-error';
import { CliError } from './cli-error';

/** SQLSTATEs whose cause is the installation, with what to do about it. */
const DATABASE_ADVICE: Record<string, string> = {
  '28P01': 'PostgreSQL refuses the password: correct DATABASE_URL.',
  '28000': 'PostgreSQL refuses the login: correct DATABASE_URL, or let this user in (pg_hba.conf).',
  '3D000': 'The database does not exist: create it with createdb, or correct DATABASE_URL.',
  '42501': 'PostgreSQL does not permit this: the user of DATABASE_URL needs to own the tables.',
  '42P01': 'The database is not prepared: run "npm run sikesal -- migrate" first.',
  '42703': 'The database is older than this release: run "npm run sikesal -- migrate" first.',
};

/** Errors whose messages say what to do. */
const PLAIN = [CliError, PartError, CityPackError, CityChangedError, PolicyChangedError];

/** Explains an error to the operator: one sentence if it can be fixed, a stack trace if it is a bug. */
export function explainError(error: unknown): string {
  if (PLAIN.some((kind) => error instanceof kind)) return (error as Error).message;
  const advice = DATABASE_ADVICE[sqlStateOf(error) ?? ''];
  if (advice) return advice;
  if (isDatabaseUnavailable(error)) {
    return 'PostgreSQL does not answer: start it (npm start brings one), or correct DATABASE_URL.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The driver's code; Sequelize keeps the driver's error in `parent`. */
function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('parent' in error && error.parent instanceof Error) return sqlStateOf(error.parent);
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
