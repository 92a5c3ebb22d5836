import type { Database } from '../../database/connection';
import { createComplaintReader, type ComplaintRecord } from '../../database/readers/complaint-reader';
import { findTrackingCode } from '../../domain/tracking-code';
import { CliError } from './cli-error';

/** Takes the code as people type it. @throws CliError when nobody was given it */
export async function findComplaint(db: Database, code: string): Promise<ComplaintRecord> {
  const trackingCode = findTrackingCode(code);
  if (trackingCode === null)
    throw new CliError(`"${code}" is no tracking code: they look like SK-7Q4M-2XKD.`);
  const complaint = await createComplaintReader({ db }).byCode(trackingCode);
  if (!complaint) throw new CliError(`There is no complaint with the tracking code ${trackingCode}.`);
  return complaint;
}
