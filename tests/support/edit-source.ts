import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Replaces a text that occurs exactly once. */
export interface Edit {
  from: string;
  to: string;
}

/**
 * Applies edits to the TypeScript files of a folder.
 * @throws Error when an edit does not find its text, and the test has to be adapted to the source
 */
export async function editSource(folder: string, edits: readonly Edit[]): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const texts = new Map<string, string>();
  for (const file of files) texts.set(file, await readFile(path.join(folder, file), 'utf8'));
  for (const { from, to } of edits) {
    const found = [...texts].flatMap(([file, text]) =>
      text
        .split(from)
        .slice(1)
        .map(() => file),
    );
    const [file = '', ...more] = found;
    if (found.length === 0 || more.length > 0)
      throw new Error(`not exactly once in ${path.basename(folder)}/: ${from}`);
    texts.set(
      file,
      (texts.get(file) ?? '').replace(from, () => to),
    );
  }
  for (const [file, text] of texts) await writeFile(path.join(folder, file), text);
}
