import { access } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';

const WORKFLOWS = path.resolve(__dirname, '../workflows/all-workflows');

/** Bundles the workflow code for the engine's sandbox. Takes a few seconds. */
export async function buildWorkflowBundle(): Promise<string> {
  const workflowsPath = require.resolve(WORKFLOWS);
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  return code;
}

/**
 * The prebuilt bundle if one is given, as production must; otherwise one built now. A missing file is an error,
 * not a reason to build another: histories replay only on the code that they were made with.
 * @param prebuilt path of the bundle
 */
export async function workflowBundle(
  prebuilt: string | undefined,
  logger: Logger,
): Promise<WorkflowBundleOption> {
  if (prebuilt !== undefined) {
    await access(prebuilt);
    return { codePath: path.resolve(prebuilt) };
  }
  const startedAt = Date.now();
  const code = await buildWorkflowBundle();
  logger.info({ tookMs: Date.now() - startedAt }, 'workflow code bundled');
  return { code };
}
