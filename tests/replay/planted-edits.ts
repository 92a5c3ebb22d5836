import { cp, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { editSource, type Edit } from '../support/edit-source';

const ROOT = path.resolve(__dirname, '../..');

/** Careless edits of a case's workflow: what it does then, and the edit that causes it. */
export const PLANTED_EDITS: [string, Edit][] = [
  [
    'waits with a time-out',
    {
      from: 'await condition(() => hasNews() || isAtEnd());',
      to: "await condition(() => hasNews() || isAtEnd(), '1 day');",
    },
  ],
  ['sets its timer anew each time', { from: '      if (timer?.dueBy === instant) return;\n', to: '' }],
  ['takes one message at a time', { from: 'const BATCH = 50;', to: 'const BATCH = 1;' }],
  ['does not wait for the database', { from: 'return patiently.advanceCase(input);', to: 'throw error;' }],
  [
    'looks twice when it begins',
    {
      from: 'let current = await advance([]);',
      to: 'await advance([]);\n  let current = await advance([]);',
    },
  ],
  ['shows its labels again and again', { from: '    if (attributes === shown) return;\n', to: '' }],
];

/** Name of the workflow type that the bundle of planted edits has for one of them. */
export const plantedName = (index: number) => `planted${index}`;

/** Bundles all of them, each as a workflow type of its own, and `planted-break` in place of the real ones. */
export async function bundlePlantedEdits(): Promise<{ code: string }> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'sikesal-planted-')));
  try {
    await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    for (const [index, [, edit]] of PLANTED_EDITS.entries()) {
      const edited = path.join(folder, plantedName(index));
      await cp(path.join(ROOT, 'workflows'), edited, { recursive: true });
      await editSource(edited, [edit]);
    }
    const exported = PLANTED_EDITS.map((_edit, index) => plantedName(index)).map(
      (name) => `export { complaintWorkflow as ${name} } from './${name}/complaint-workflow';`,
    );
    const workflowsPath = path.join(folder, 'all-planted.ts');
    const broken = `export * from '${path.join(__dirname, 'planted-break')}';`;
    await writeFile(workflowsPath, [broken, ...exported].join('\n'));
    return await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  } finally {
    await rm(folder, { recursive: true });
  }
}
