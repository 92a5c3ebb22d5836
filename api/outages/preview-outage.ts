import type { OpenCase, OpenCasesReader } from '../../database/readers/open-cases-reader';
import type { Instant } from '../../domain/instant';
import { previewShift, type ShiftPreview } from '../../domain/shift-preview';

export interface MovedCase {
  complaint: OpenCase;
  preview: ShiftPreview;
  /** Whether it would miss a deadline within the hours of the outage. */
  isSaved: boolean;
}

export interface OutagePreview {
  agency: string;
  hours: number;
  at: Instant;
  /** Open cases of the agency, including those without a deadline to be moved. */
  open: number;
  moved: MovedCase[];
}

/** What declaring the agency out at this instant would do, decided by the same rules. */
export async function previewOutage(
  { openCases, now }: { openCases: OpenCasesReader; now: () => Instant },
  { agency, hours }: { agency: string; hours: number },
): Promise<OutagePreview> {
  const cases = await openCases.of(agency);
  const at = now();
  const moved = cases.flatMap((complaint): MovedCase[] => {
    const preview = previewShift(complaint.case, { agency, hours, at: at + complaint.clockOffsetMs });
    if (!preview) return [];
    return [{ complaint, preview, isSaved: preview.deadlines.some(({ isSaved }) => isSaved) }];
  });
  return { agency, hours, at, open: cases.length, moved };
}
