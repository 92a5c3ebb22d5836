import pino from 'pino';
import { createPhotoIntake, type PhotoIntake } from '../../photos/photo-intake';
import { PHOTO_LIMITS } from '../../photos/photo-limits';

const PATIENCE_MS = 60_000;

/** The real intake, with time limits that a busy machine does not reach. */
export function openPatientIntake(timeZone = 'Asia/Jakarta'): PhotoIntake {
  const limits = { ...PHOTO_LIMITS, waitMsAtMost: PATIENCE_MS, decodeMsAtMost: PATIENCE_MS };
  return createPhotoIntake({ limits, timeZone, logger: pino({ level: 'silent' }) });
}
