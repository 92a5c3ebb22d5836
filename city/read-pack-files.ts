import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { PackIssue } from './city-pack-error';
import { SORTED_BY } from './directory';
import { knownCodes, type CodesOfPack } from './known-codes';
import { leftOut, packSchemas, type PackFileName, type PackFiles } from './pack-schemas';

const fileNames = Object.keys(packSchemas) as PackFileName[];

export interface ReadPack {
  /** Files whose shape is valid. */
  files: Partial<PackFiles>;
  codes: CodesOfPack;
  issues: PackIssue[];
}

/** Reads the files of a pack and checks each one's shape. */
export async function readPackFiles(folder: string): Promise<ReadPack> {
  const read = await Promise.all(fileNames.map((file) => readPackFile(folder, file)));
  const rawOf = (file: PackFileName) => read.find((each) => each.file === file)?.raw;
  return {
    files: Object.fromEntries(read.flatMap(({ file, data }) => (data === undefined ? [] : [[file, data]]))),
    codes: Object.fromEntries(
      SORTED_BY.map((kind) => [kind, knownCodes(kind, rawOf(`${kind}.json`))]),
    ) as CodesOfPack,
    issues: read.flatMap(({ issues }) => issues),
  };
}

interface ReadResult {
  file: PackFileName;
  /** The parsed JSON, of whatever shape. */
  raw?: unknown;
  data?: unknown;
  issues: PackIssue[];
}

async function readPackFile(folder: string, file: PackFileName): Promise<ReadResult> {
  const text = await readFile(join(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) =>
    whyUnreadable(file, error),
  );
  if (typeof text !== 'string') return { file, issues: [{ file, path: [], ...text }] };
  try {
    // Editors on Windows put a byte order mark at the start of UTF-8.
    const raw: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const parsed = packSchemas[file].safeParse(raw, { reportInput: true });
    if (parsed.success) return { file, raw, data: parsed.data, issues: [] };
    return { file, raw, issues: parsed.error.issues.flatMap((issue) => packIssuesOf(file, issue)) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { file, issues: [{ file, path: [], message: `is not JSON: ${error.message}` }] };
  }
}

/** The default content of a file that a pack may leave out, or the issue. */
function whyUnreadable(file: PackFileName, error: NodeJS.ErrnoException): string | { message: string } {
  if (error.code === 'ENOENT' && file in leftOut) return JSON.stringify(leftOut[file]);
  return { message: error.code === 'ENOENT' ? 'is missing' : `cannot be read: ${error.message}` };
}

function packIssuesOf(file: string, issue: z.core.$ZodIssue): PackIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ file, path: [...issue.path, key], message: 'is not a known key' }));
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return [{ file, path: issue.path, message: missing ? 'is missing' : issue.message }];
}
