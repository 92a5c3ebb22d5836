export type StaffRefusalCode = 'email_taken' | 'last_administrator' | 'agency_missing' | 'agency_unfit';

/** A change of staff that is not made; nothing was changed. */
export class StaffRefusal extends Error {
  override readonly name = 'StaffRefusal';

  constructor(readonly code: StaffRefusalCode) {
    super(`refused: ${code}`);
  }
}
