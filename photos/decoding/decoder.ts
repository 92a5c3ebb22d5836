/**
 * The process that decodes strangers' pictures, one at a time; `decoder-process.ts` starts it. If a picture breaks
 * it, killing it costs only that picture.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { blurPhoto } from '../blur-photo';
import { reencodePhoto } from '../reencode-photo';
import { PhotoRefused } from '../photo-refused';
import { restrictDecoders } from '../restrict-decoders';
import { onSpool, SpoolUnavailable } from '../spool-unavailable';
import { outputsOf, type DecodeAnswer, type DecodeJob, type DecodeResults } from './decode-job';

type Result = DecodeResults[keyof DecodeResults];

async function decode(job: DecodeJob): Promise<Result> {
  const bytes = await onSpool(() => readFile(job.file));
  const { full, thumbnail, ...result } = await pictures(job, bytes);
  const outputs = outputsOf(job.file);
  await onSpool(async () => {
    await writeFile(outputs.full, full, { mode: 0o600 });
    await writeFile(outputs.thumbnail, thumbnail, { mode: 0o600 });
  });
  return result;
}

function pictures(job: DecodeJob, bytes: Buffer): Promise<Result & { full: Buffer; thumbnail: Buffer }> {
  return job.kind === 'reencode'
    ? reencodePhoto(bytes, job.settings)
    : blurPhoto({ full: bytes, areas: job.areas });
}

async function answer(job: DecodeJob): Promise<DecodeAnswer<Result>> {
  try {
    return { kind: 'done', result: await decode(job) };
  } catch (error) {
    if (error instanceof PhotoRefused) return { kind: 'refused', code: error.code };
    if (error instanceof SpoolUnavailable) return { kind: 'no_disk', code: error.code };
    return { kind: 'failed', message: error instanceof Error ? error.message : 'unknown' };
  }
}

restrictDecoders();
process.on('message', (job: DecodeJob) => {
  void answer(job).then((answered) => process.send?.(answered));
});
// Ctrl-C reaches this process, too, but its parent may still have work to finish.
process.on('SIGINT', () => undefined);
// The parent is gone, and nobody waits for an answer.
process.on('disconnect', () => process.exit());
process.send?.('ready');
