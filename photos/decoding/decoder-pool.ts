import { readFile, rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { BlurredPhoto } from '../blur-photo';
import type { Area } from '../coarsen';
import type { ReencodingSettings, ReencodedPhoto } from '../reencode-photo';
import { PhotoIntakeBusy } from '../photo-intake-busy';
import { PhotoRefused } from '../photo-refused';
import { inFile, type SentPicture } from '../sent-picture';
import { onSpool, SpoolUnavailable } from '../spool-unavailable';
import { outputsOf, type DecodeAnswer, type DecodeJob, type DecodeResults } from './decode-job';
import { DecoderDied, startDecoder, type DecoderProcess } from './decoder-process';

/** Decodes pictures in processes of their own, started on demand and reused. */
export interface DecoderPool {
  /**
   * @throws PhotoRefused, with `photo_broken` also when the picture crashed its decoder; PhotoIntakeBusy,
   * SpoolUnavailable
   */
  reencode(picture: SentPicture, settings: ReencodingSettings): Promise<ReencodedPhoto>;
  /** @throws PhotoRefused as `reencode` does */
  blur(bytes: Buffer, areas: readonly Area[]): Promise<BlurredPhoto>;
  /** Ends the decoders, those that are at work after their picture. */
  close(): void;
}

/** A decoder is replaced after this many, and with it goes whatever pictures left in its memory. */
const PICTURES_AT_MOST = 50;

interface PoolDeps {
  /** A decoder that takes longer for a picture is killed. */
  decodeMsAtMost: number;
  logger: Pick<Logger, 'warn'>;
}

/** Does not limit how many pictures are decoded at once: the caller does. */
export function createDecoderPool({ decodeMsAtMost, logger }: PoolDeps): DecoderPool {
  const idle: DecoderProcess[] = [];
  let isClosed = false;

  /** @throws PhotoIntakeBusy when no decoder can be started, which is not the picture's fault */
  async function nextDecoder(): Promise<DecoderProcess> {
    for (let decoder = idle.pop(); decoder; decoder = idle.pop()) if (decoder.isAlive()) return decoder;
    try {
      return await startDecoder();
    } catch (cause) {
      logger.warn(
        { failure: cause instanceof Error ? cause.message : 'unknown' },
        'no decoder could be started',
      );
      throw new PhotoIntakeBusy();
    }
  }

  async function ask<Result>(job: DecodeJob): Promise<DecodeAnswer<Result>> {
    const decoder = await nextDecoder();
    try {
      const answer = await decoder.ask<Result>(job, decodeMsAtMost);
      if (!isClosed && decoder.pictureCount() < PICTURES_AT_MOST) idle.push(decoder);
      else decoder.kill();
      return answer;
    } catch (error) {
      if (!(error instanceof DecoderDied)) throw error;
      logger.warn({ how: error.how }, 'a decoder died over a picture');
      return { kind: 'refused', code: 'photo_broken' };
    }
  }

  async function decode<Result extends object>(file: string, jobFor: (file: string) => DecodeJob) {
    const outputs = outputsOf(file);
    try {
      const answer = await ask<Result>(jobFor(file));
      if (answer.kind === 'refused') throw new PhotoRefused({ code: answer.code });
      if (answer.kind === 'no_disk') throw new SpoolUnavailable(answer.code);
      if (answer.kind === 'failed') throw new Error(`a decoder failed: ${answer.message}`);
      const [full, thumbnail] = await onSpool(() =>
        Promise.all([readFile(outputs.full), readFile(outputs.thumbnail)]),
      );
      return { ...answer.result, full, thumbnail };
    } finally {
      for (const each of [outputs.full, outputs.thumbnail]) await rm(each, { force: true });
    }
  }

  return {
    reencode: (picture, settings) =>
      inFile(picture, (path) =>
        decode<DecodeResults['reencode']>(path, (file) => ({ kind: 'reencode', file, settings })),
      ),
    blur: (bytes, areas) =>
      inFile(bytes, (path) => decode<DecodeResults['blur']>(path, (file) => ({ kind: 'blur', file, areas }))),
    close() {
      isClosed = true;
      for (const decoder of idle.splice(0)) decoder.kill();
    },
  };
}
