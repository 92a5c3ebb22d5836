import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildWorkflowBundle } from '../../worker/workflow-bundle';
import { georeportFolder } from './georeport-client';
import { s3ServerPath } from './s3-server';
import { startTestPostgres, startTestTemporal, testServerPath } from './real-parts';
import { keepForTeardown } from './shared-parts';

/** Starts what all suites share, and gives them its addresses in the environment. */
export default async function globalSetup(): Promise<void> {
  const [postgres, temporal, bundle, s3Server, georeport] = await Promise.all([
    startTestPostgres(),
    startTestTemporal(),
    testBundle(),
    s3ServerPath(),
    georeportFolder(),
  ]);
  keepForTeardown([postgres, temporal, bundle]);
  process.env.TEST_POSTGRES_URL = postgres.url;
  process.env.TEST_TEMPORAL_ADDRESS = temporal.address;
  process.env.TEST_TEMPORAL_TEST_SERVER = await testServerPath();
  process.env.TEST_WORKFLOW_BUNDLE = bundle.file;
  process.env.TEST_S3_SERVER = s3Server;
  process.env.TEST_GEOREPORT = georeport;
}

/** Builds the workflow bundle once, since that takes seconds. */
async function testBundle(): Promise<{ file: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-test-bundle-'));
  const file = path.join(folder, 'workflow-bundle.js');
  await writeFile(file, await buildWorkflowBundle());
  return { file, stop: () => rm(folder, { recursive: true }) };
}
