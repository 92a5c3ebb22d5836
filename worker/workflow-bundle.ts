import { access } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';

const WORKFLOWS = path.resolve(__dirname, '../workflows/all-workflows');

/** The code that the engine's sandbox is made from. Takes a few seconds. */
export async function buildWorkflowBundle(): Promise<string> {
  const workflowsPath = require.resolve(WORKFLOWS);
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  return code;
}

/**
 * A bundle built beforehand where one is named, as production must; else one made now. A missing file is an error and
 * no reason to build another: histories replay only on the code that they were made for.
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
