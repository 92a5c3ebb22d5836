import { Client } from 'pg';
import { pass, type KillPoint } from './kill-points';
import { readAgo } from './filed-ago';

type Callback = (error: Error | null, result?: { rowCount: number | null }) => void;
interface Statement {
  text: string;
  values: unknown;
}

/** What a connection has written since its BEGIN. */
const written = new WeakMap<object, string[]>();

/** Sees each statement that is sent to PostgreSQL, and each answer before the product does. */
export function watchStatements(folder: string): void {
  const prototype = Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (this: object, ...args) {
    const statement = statementIn(args);
    if (!statement) return query.apply(this, args);
    const after = (rows: number | null) => afterAnswer(folder, this, { statement, rows });
    return answered(query, this, { args: earlier(args), after });
  };
}

function statementIn([first, second]: unknown[]): Statement | null {
  if (typeof first === 'string') return { text: first, values: Array.isArray(second) ? second : [] };
  const { text, values, submit } = (first ?? {}) as { text?: unknown; values?: unknown; submit?: unknown };
  // A COPY stream submits itself and calls nobody back.
  return typeof text === 'string' && submit === undefined ? { text, values } : null;
}

/** Turns PostgreSQL's clock back in the statements of a filing that is to have been received some time ago. */
function earlier([first, ...rest]: unknown[]): unknown[] {
  const agoMs = readAgo();
  const turnBack = (text: string) =>
    text.replaceAll('clock_timestamp()', `(clock_timestamp() - interval '${agoMs} milliseconds')`);
  if (agoMs === 0) return [first, ...rest];
  if (typeof first === 'string') return [turnBack(first), ...rest];
  const config = first as { text: string };
  return [{ ...config, text: turnBack(config.text) }, ...rest];
}

interface Passing {
  args: unknown[];
  after: (rows: number | null) => void;
}

function answered(query: (...args: unknown[]) => unknown, client: object, { args, after }: Passing): unknown {
  const callback = args.at(-1);
  if (typeof callback === 'function') {
    const wrapped: Callback = (error, result) => {
      if (!error) after(result?.rowCount ?? null);
      (callback as Callback)(error, result);
    };
    return query.apply(client, [...args.slice(0, -1), wrapped]);
  }
  const result = query.apply(client, args) as Promise<{ rowCount: number | null }>;
  return result.then((answer) => {
    after(answer.rowCount);
    return answer;
  });
}

function afterAnswer(
  folder: string,
  client: object,
  passing: { statement: Statement; rows: number | null },
): void {
  const { statement, rows } = passing;
  const { text } = statement;
  if (/^\s*(BEGIN|START TRANSACTION)/i.test(text)) written.set(client, []);
  else if (/^\s*ROLLBACK/i.test(text)) written.delete(client);
  else if (/^\s*COMMIT/i.test(text)) {
    const texts = written.get(client) ?? [];
    written.delete(client);
    for (const what of texts) passWritten(folder, what);
  } else if (isClaim(text)) {
    if (rows) pass(folder, 'between-claim-and-send', () => text);
  } else if (/\bINSERT\b/i.test(text)) {
    const what = `${text} ${JSON.stringify(statement.values ?? [])}`;
    const open = written.get(client);
    if (open) open.push(what);
    else passWritten(folder, what);
  }
}

function isClaim(text: string): boolean {
  return /\bUPDATE\s+"?notifications\b/i.test(text) && /\blease\s*=\s*gen_random_uuid/i.test(text);
}

/** Passes the point of what was committed; the table decides which one, since a filing's first event is no act. */
function passWritten(folder: string, what: string): void {
  for (const [point, table] of POINTS) {
    if (new RegExp(`INSERT\\s+INTO\\s+"?${table}"?\\s`, 'i').test(what)) pass(folder, point, () => what);
  }
}

const POINTS: readonly [KillPoint, string][] = [
  ['after-intake-commit', 'complaints'],
  ['after-commit', 'timeline_events'],
];
