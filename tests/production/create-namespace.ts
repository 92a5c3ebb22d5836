import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** Runs the script of the compose file's job. @returns its output */
export async function createNamespace(input: {
  address: string;
  namespace: string;
  temporalBinary: string;
}): Promise<string> {
  const { stdout } = await promisify(execFile)('/bin/sh', ['deploy/temporal/create-namespace.sh'], {
    env: {
      PATH: `${path.dirname(input.temporalBinary)}:${process.env.PATH}`,
      TEMPORAL_ADDRESS: input.address,
      TEMPORAL_NAMESPACE: input.namespace,
      NAMESPACE_RETENTION: '720h',
    },
  });
  return stdout;
}
