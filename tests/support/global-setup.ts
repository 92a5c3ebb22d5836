import { startTestPostgres, startTestTemporal, testServerPath } from './real-parts';
import { keepForTeardown } from './shared-parts';

/** Starts what all suites share, and tells them where it is through the environment. */
export default async function globalSetup(): Promise<void> {
  const [postgres, temporal] = await Promise.all([startTestPostgres(), startTestTemporal()]);
  keepForTeardown([postgres, temporal]);
  process.env.TEST_POSTGRES_URL = postgres.url;
  process.env.TEST_TEMPORAL_ADDRESS = temporal.address;
  process.env.TEST_TEMPORAL_TEST_SERVER = await testServerPath();
}
