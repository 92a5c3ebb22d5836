import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Worker,
  type ReplayWorkerOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { startComplaintEngine } from '../support/complaint-engine';
import { RECORDED_PATHS } from './recorded-paths';

const FOLDER = path.join(__dirname, 'histories');

/** `RECORD_HISTORIES=1 npx jest tests/replay` writes them anew: after a change that `patched()` guards, beside the old ones. */
const isRecording = process.env.RECORD_HISTORIES === '1';

const fileOf = (name: string) => path.join(FOLDER, `${name.replace(/[^a-z]+/g, '-')}.json`);

async function record(name: string): Promise<void> {
  const engine = await startComplaintEngine();
  try {
    const walked = await (RECORDED_PATHS[name] as (typeof RECORDED_PATHS)[string])(engine);
    const handle = typeof walked === 'string' ? engine.handleOf(walked) : walked;
    await handle.result();
    const history = await handle.fetchHistory();
    // Who ran it is nobody's business and changes with each machine.
    const anonymous = historyToJSON(history).replace(/"identity": "[^"]*"/g, '"identity": "recorder"');
    await writeFile(fileOf(name), `${anonymous}\n`);
  } finally {
    await engine.stop();
  }
}

/** Names of the histories that do not replay on this code, with why. */
async function failuresOf(workflowBundle: WorkflowBundleOption): Promise<Record<string, string>> {
  const options: ReplayWorkerOptions = { workflowBundle };
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json'));
  const histories = await Promise.all(
    files.map(async (file) => ({
      workflowId: path.basename(file, '.json'),
      history: historyFromJSON(JSON.parse(await readFile(path.join(FOLDER, file), 'utf8'))),
    })),
  );
  const failures: Record<string, string> = {};
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
    if (error) failures[workflowId] = error.name;
  }
  return failures;
}

describe('the recorded histories', () => {
  if (isRecording) {
    beforeAll(() => mkdir(FOLDER, { recursive: true }));
    it.each(Object.keys(RECORDED_PATHS))('record: %s', record, 60_000);
  }

  it('are there for every path', async () => {
    const files = await readdir(FOLDER);
    expect(files).toEqual(
      expect.arrayContaining(Object.keys(RECORDED_PATHS).map((name) => path.basename(fileOf(name)))),
    );
  });

  it('replay on the code of today', async () => {
    expect(await failuresOf({ codePath: process.env.TEST_WORKFLOW_BUNDLE ?? '' })).toEqual({});
  });

  it('catch an edit that is not deterministic', async () => {
    const broken = await bundleWorkflowCode({
      workflowsPath: path.join(__dirname, 'planted-break.ts'),
      logger: new DefaultLogger('ERROR'),
    });
    const failures = await failuresOf(broken);
    expect(Object.keys(failures).length).toBe((await readdir(FOLDER)).length);
    expect(new Set(Object.values(failures))).toEqual(new Set(['DeterminismViolationError']));
  }, 60_000);
});
