import pino from 'pino';
import { createPhotoIntake, type PhotoIntake } from '../../photos/photo-intake';
import { PHOTO_LIMITS } from '../../photos/photo-limits';

const PATIENCE_MS = 60_000;

/** The real one, which gives up on no picture because the machine is busy. */
export function openPatientIntake(timeZone = 'Asia/Jakarta'): PhotoIntake {
  const limits = { ...PHOTO_LIMITS, waitMsAtMost: PATIENCE_MS, decodeMsAtMost: PATIENCE_MS };
  return createPhotoIntake({ limits, timeZone, logger: pino({ level: 'silent' }) });
}
