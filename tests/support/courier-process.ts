import { openDatabase } from '../../database/connection';
import type { CourierSettings } from '../../delivery/courier-settings';
import { setUpMailCourier } from './mail-courier';

/** What a test passes to a courier in a process of its own, which can be killed. */
export interface CourierProcessInput {
  databaseUrl: string;
  smtpUrl: string;
  settings: Partial<CourierSettings>;
}

/** Twenty slow mails take long on a busy machine, and none of these tests is about the deadline. */
const SEND_DEADLINE_MS = 60_000;

async function main(): Promise<void> {
  const { databaseUrl, smtpUrl, settings } = JSON.parse(process.argv[2] ?? '') as CourierProcessInput;
  const db = openDatabase({ url: databaseUrl, maxConnections: 4 });
  const { courier, stop } = await setUpMailCourier({
    db,
    smtpUrl,
    settings,
    sendDeadlineMs: SEND_DEADLINE_MS,
  });
  process.once('SIGTERM', () => {
    void stop()
      .then(() => db.close())
      .then(() => process.exit(0));
  });
  courier.start();
  process.stdout.write('started\n');
}

void main();
