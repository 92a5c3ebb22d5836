import { pushSettings, pushVariables } from '../../../config/push-settings';
import { selectRows } from '../../../database/select-rows';
import { CliError } from '../cli-error';
import type { Settings } from '../settings';
import { withDatabase } from '../with-database';
import type { Check } from './check';

interface Counts {
  phones: number;
  late: number;
  failed: number;
}

const COUNTS = `
  SELECT (SELECT count(*)::integer FROM push_subscriptions) AS phones,
    (SELECT count(*)::integer FROM push_deliveries
      WHERE state = 'pending' AND next_attempt_at < now() - interval '1 minute') AS late,
    (SELECT count(*)::integer FROM push_deliveries WHERE state = 'failed' AND last_error IN ('HTTP_401', 'HTTP_403')) AS failed`;

/** A city without keys sends no pushes, which is sound. */
export function checkPush(settings: Settings): Check {
  return {
    part: 'Pushes',
    look: async () => {
      const names = Object.keys(pushVariables) as (keyof typeof pushVariables)[];
      const { PUBLIC_URL, ...variables } = settings.need(...names, 'PUBLIC_URL');
      if (!pushSettings(variables))
        return 'switched off: "sikesal push keys" makes the keys, and VAPID_SUBJECT names a contact';
      if (!isSecure(PUBLIC_URL))
        throw new CliError('Phones take pushes from https pages only: PUBLIC_URL begins with http.');
      const { phones, late, failed } = await withDatabase(settings, countPushes);
      if (late > 0) throw new CliError(`late: ${late}. Is a worker running that has the VAPID keys?`);
      if (failed > 0)
        throw new CliError(`refused: ${failed}. Are the VAPID keys those that the phones subscribed with?`);
      return `keys are set, ${phones} ${phones === 1 ? 'phone is' : 'phones are'} subscribed`;
    },
  };
}

async function countPushes(db: Parameters<Parameters<typeof withDatabase>[1]>[0]): Promise<Counts> {
  const [counts] = await selectRows<Counts>(db, { sql: COUNTS });
  if (!counts) throw new RangeError('an aggregate answers with one row');
  return counts;
}

function isSecure(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
