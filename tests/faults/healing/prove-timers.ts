import { Client } from 'pg';
import { sendOnce } from '../client/send-once';
import type { Random } from '../random';
import type { FaultySystem } from '../system/faulty-system';

interface Proof {
  system: Pick<FaultySystem, 'url' | 'databaseUrl'>;
  random: Random;
  /** A limit, because moving a case's clock takes a while. */
  casesAtMost: number;
}

interface Waiting {
  trackingCode: string;
  dueInMs: number;
}

/** A deadline has passed one millisecond after its instant; a little more, so that rounding cannot matter. */
const BEYOND_MS = 500;
const MS_PER_HOUR = 3_600_000;
const AT_ONCE = 4;

const WAITING = `
  SELECT tracking_code AS "trackingCode",
    (extract(epoch FROM next_due_by - now()) * 1000)::float8 - clock_offset::float8 AS "dueInMs"
  FROM complaints WHERE next_due_by > now() + interval '1 minute' ORDER BY id`;

/**
 * Moves some cases' own clocks to just after their next instant. An execution that is behind its row sleeps past
 * it; the checker sees on the timeline whether it was recorded in time.
 */
export async function proveTimers({ system, random, casesAtMost }: Proof): Promise<void> {
  const queue = random.shuffled(await waitingCases(system)).slice(0, casesAtMost);
  const work = async () => {
    for (let waiting = queue.shift(); waiting; waiting = queue.shift()) await moveOn(system, waiting);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function waitingCases({ databaseUrl }: Proof['system']): Promise<Waiting[]> {
  const postgres = new Client({ connectionString: databaseUrl });
  await postgres.connect();
  try {
    return (await postgres.query<Waiting>(WAITING)).rows;
  } finally {
    await postgres.end();
  }
}

/** A missing answer is no finding in itself: what was not recorded shows on the timeline. */
async function moveOn({ url }: Proof['system'], { trackingCode, dueInMs }: Waiting): Promise<void> {
  const hours = wholeMillisecondsIn(dueInMs + BEYOND_MS);
  await sendOnce({
    url: `${url}/dev/complaints/${trackingCode}/fast-forward`,
    method: 'POST',
    body: { hours },
  });
}

/** In hours, as the fast-forward takes them, but such that they come out as whole milliseconds again. */
function wholeMillisecondsIn(ms: number): number {
  let whole = Math.ceil(ms);
  while ((whole / MS_PER_HOUR) * MS_PER_HOUR !== whole) whole += 1;
  return whole / MS_PER_HOUR;
}
