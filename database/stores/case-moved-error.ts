/** The stored case is not where the writer believed it to be: load it and decide anew. */
export class CaseMovedError extends Error {
  override readonly name = 'CaseMovedError';

  constructor({ complaintId, stored, expected }: { complaintId: string; stored: number; expected: number }) {
    super(`the case ${complaintId} stands at ${stored}, not at ${expected}`);
  }
}
