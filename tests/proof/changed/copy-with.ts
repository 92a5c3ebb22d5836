import { cp, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import rooms from '../../architecture/rooms.json';
import { editSource, type Edit } from '../../support/edit-source';

const ROOT = path.resolve(__dirname, '../../..');
const COPIED = [...Object.keys(rooms), 'templates', 'package.json', 'tsconfig.json'];

/** A copy of the product's source with edits in `domain/`, to run beside it. @throws Error as `editSource` does */
export async function copyWith(edits: readonly Edit[]): Promise<{ root: string; remove(): Promise<void> }> {
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'sikesal-changed-')));
  const remove = () => rm(root, { recursive: true });
  try {
    for (const name of COPIED) await cp(path.join(ROOT, name), path.join(root, name), { recursive: true });
    await symlink(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
    await editSource(path.join(root, 'domain'), edits);
    return { root, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
