import { spawn } from 'node:child_process';
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildWorkflowBundle } from '../worker/workflow-bundle';

const ROOT = path.resolve(__dirname, '..');

/** Folders of a checkout that no running service reads. */
const NOT_SHIPPED = ['node_modules', 'coverage', 'deploy', 'dist', 'docs', 'tests'];

/** File types that are source or documentation and do not belong beside compiled code. */
const NOT_ASSETS = ['.ts', '.mjs', '.md'];

export interface BuildInput {
  outFolder: string;
  /** `false` where another step has checked them: type checking takes most of the compiler's time. */
  checkTypes: boolean;
}

export interface Built {
  outFolder: string;
  /** For `WORKFLOW_BUNDLE`; inside `outFolder`. */
  workflowBundle: string;
}

/**
 * Compiles everything that production runs into `outFolder`, copies templates, migrations, city packs and other
 * assets to where the compiled code looks for them, and bundles the workflows. Removes what was in the folder
 * before.
 *
 * @throws Error when the code does not compile or a workflow imports what its sandbox forbids
 */
export async function build({ outFolder, checkTypes }: BuildInput): Promise<Built> {
  await rm(outFolder, { recursive: true, force: true });
  await compile({ outFolder, checkTypes });
  await copyAssets(outFolder);
  const workflowBundle = path.join(outFolder, 'workflow-bundle.js');
  await writeFile(workflowBundle, await buildWorkflowBundle());
  return { outFolder, workflowBundle };
}

function compile({ outFolder, checkTypes }: BuildInput): Promise<void> {
  const project = path.join(ROOT, 'deploy', 'tsconfig.build.json');
  const args = ['-p', project, '--outDir', outFolder, ...(checkTypes ? [] : ['--noCheck'])];
  const child = spawn(process.execPath, [require.resolve('typescript/bin/tsc'), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The compiler gave up with ${code}: see its words above.`)),
    );
  });
}

async function copyAssets(outFolder: string): Promise<void> {
  const entries = await readdir(ROOT, { withFileTypes: true });
  const shipped = entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !NOT_SHIPPED.includes(entry.name),
  );
  for (const { name } of shipped) {
    await cp(path.join(ROOT, name), path.join(outFolder, name), { recursive: true, filter: isAsset });
  }
}

const isAsset = (file: string): boolean => !NOT_ASSETS.includes(path.extname(file));

async function main(): Promise<void> {
  const startedAt = Date.now();
  const { outFolder } = await build({ outFolder: path.join(ROOT, 'dist'), checkTypes: true });
  process.stdout.write(`Built ${outFolder} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.\n`);
}

if (require.main === module) {
  main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
