import { openDatabase } from '../../database/connection';
import type { PushSender } from '../../delivery/push-channel';
import type { CourierSettings } from '../../delivery/courier-settings';
import { setUpPushCourier } from './push-bench';

/** What a test passes to a courier of pushes in a process of its own, which can be killed. */
export interface PushProcessInput {
  databaseUrl: string;
  sender: PushSender;
  settings: Partial<CourierSettings>;
}

async function main(): Promise<void> {
  const { databaseUrl, ...input } = JSON.parse(process.argv[2] ?? '') as PushProcessInput;
  const db = openDatabase({ url: databaseUrl, maxConnections: 4 });
  (await setUpPushCourier({ db, ...input })).courier.start();
  process.stdout.write('started\n');
}

void main();
