import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import { Worker, type ReplayWorkerOptions, type WorkflowBundleOption } from '@temporalio/worker';
import { startComplaintEngine } from '../support/complaint-engine';
import { COMPLAINT_WORKFLOW } from '../../workflows/messages';
import { bundlePlantedEdits, PLANTED_EDITS, plantedName } from './planted-edits';
import { RECORDED_PATHS } from './recorded-paths';

const FOLDER = path.join(__dirname, 'histories');

/** `RECORD_HISTORIES=1 npx jest tests/replay` records new ones after a change behind `patched()`, beside the old. */
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

/** The recorded histories, as texts by their names. */
async function recorded(): Promise<Map<string, string>> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json'));
  const read = async (file: string) =>
    [path.basename(file, '.json'), await readFile(path.join(FOLDER, file), 'utf8')] as const;
  return new Map(await Promise.all(files.map(read)));
}

/** Replays one history after the other. @returns the names of those that fail, with why */
async function* replay(workflowBundle: WorkflowBundleOption, texts: Map<string, string>) {
  const options: ReplayWorkerOptions = { workflowBundle };
  const histories = [...texts].map(([workflowId, text]) => ({
    workflowId,
    history: historyFromJSON(JSON.parse(text)),
  }));
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories))
    if (error) yield [workflowId, error.name] as const;
}

async function failuresOf(
  workflowBundle: WorkflowBundleOption,
  texts: Map<string, string>,
): Promise<Record<string, string>> {
  const failures: Record<string, string> = {};
  for await (const [name, error] of replay(workflowBundle, texts)) failures[name] = error;
  return failures;
}

/** Whether any of the histories shows it; those after the first one are not replayed. */
async function isCaught(workflowBundle: WorkflowBundleOption, texts: Map<string, string>): Promise<boolean> {
  for await (const [, error] of replay(workflowBundle, texts))
    if (error === 'DeterminismViolationError') return true;
  return false;
}

describe('the recorded histories', () => {
  if (isRecording) {
    beforeAll(() => mkdir(FOLDER, { recursive: true }));
    it.each(Object.keys(RECORDED_PATHS))('record: %s', record, 60_000);
  }

  it('exist for every path', async () => {
    const files = await readdir(FOLDER);
    expect(files).toEqual(
      expect.arrayContaining(Object.keys(RECORDED_PATHS).map((name) => path.basename(fileOf(name)))),
    );
  });

  it('replay on today’s code', async () => {
    expect(await failuresOf({ codePath: process.env.TEST_WORKFLOW_BUNDLE ?? '' }, await recorded())).toEqual(
      {},
    );
  });

  describe('catch', () => {
    let planted: { code: string };
    beforeAll(async () => {
      planted = await bundlePlantedEdits();
    });

    it('an edit that is not deterministic, each of them', async () => {
      const failures = await failuresOf(planted, await recorded());
      expect(Object.keys(failures).length).toBe((await readdir(FOLDER)).length);
      expect(new Set(Object.values(failures))).toEqual(new Set(['DeterminismViolationError']));
    });

    it.each(PLANTED_EDITS.map(([what], index) => [what, index] as const))(
      'a workflow of a case that %s',
      async (_what, index) => {
        expect(await isCaught(planted, renamed(await recorded(), plantedName(index)))).toBe(true);
      },
    );
  });
});

/** The histories of cases, as if they were of another workflow type. */
function renamed(texts: Map<string, string>, name: string): Map<string, string> {
  const [from, to] = [COMPLAINT_WORKFLOW, name].map((type) => `"name": "${type}"`) as [string, string];
  const ofCases = [...texts].filter(([, text]) => text.includes(from));
  return new Map(ofCases.map(([file, text]) => [file, text.replaceAll(from, to)]));
}
