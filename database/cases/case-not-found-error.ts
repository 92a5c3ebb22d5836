/** There is no complaint with this id. */
export class CaseNotFoundError extends Error {
  override readonly name = 'CaseNotFoundError';

  constructor(complaintId: string) {
    super(`there is no complaint ${complaintId}`);
  }
}
