import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { CityPackError, type Fault } from './city-pack-error';
import { leftOut, packSchemas, type PackFileName, type PackFiles } from './pack-schemas';

const fileNames = Object.keys(packSchemas) as PackFileName[];

/** Reads the files of a pack and checks each one's shape. @throws CityPackError with the faults of all files. */
export async function readPackFiles(folder: string): Promise<PackFiles> {
  const read = await Promise.all(fileNames.map((file) => readPackFile(folder, file)));
  const faults = read.flatMap((result) => result.faults);
  if (faults.length > 0) throw new CityPackError(folder, faults);
  return Object.fromEntries(read.map(({ file, data }) => [file, data])) as PackFiles;
}

interface ReadResult {
  file: PackFileName;
  data?: unknown;
  faults: Fault[];
}

async function readPackFile(folder: string, file: PackFileName): Promise<ReadResult> {
  const text = await readFile(join(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) =>
    whyUnreadable(file, error),
  );
  if (typeof text !== 'string') return { file, faults: [{ file, path: [], ...text }] };
  try {
    const parsed = packSchemas[file].safeParse(JSON.parse(text), { reportInput: true });
    if (parsed.success) return { file, data: parsed.data, faults: [] };
    return { file, faults: parsed.error.issues.flatMap((issue) => faultsOfIssue(file, issue)) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { file, faults: [{ file, path: [], message: `is not JSON: ${error.message}` }] };
  }
}

/** What stands in for a file that a pack may leave out, or the fault. */
function whyUnreadable(file: PackFileName, error: NodeJS.ErrnoException): string | { message: string } {
  if (error.code === 'ENOENT' && file in leftOut) return JSON.stringify(leftOut[file]);
  return { message: error.code === 'ENOENT' ? 'is missing' : `cannot be read: ${error.message}` };
}

function faultsOfIssue(file: string, issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ file, path: [...issue.path, key], message: 'is not a known key' }));
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return [{ file, path: issue.path, message: missing ? 'is missing' : issue.message }];
}
