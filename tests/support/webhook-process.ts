import { openDatabase } from '../../database/connection';
import type { CourierSettings } from '../../delivery/courier-settings';
import { setUpWebhookCourier } from './webhook-bench';

/** What a test passes to a webhook courier in a process of its own, which can be killed. */
export interface WebhookProcessInput {
  databaseUrl: string;
  settings: Partial<CourierSettings>;
}

function main(): void {
  const { databaseUrl, settings } = JSON.parse(process.argv[2] ?? '') as WebhookProcessInput;
  const db = openDatabase({ url: databaseUrl, maxConnections: 4 });
  setUpWebhookCourier({ db, settings }).courier.start();
  process.stdout.write('started\n');
}

main();
