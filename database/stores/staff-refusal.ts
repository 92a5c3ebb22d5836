export type StaffRefusalCode = 'email_taken' | 'last_administrator' | 'agency_missing' | 'agency_unfit';

/** The change of staff was refused; nothing was changed. */
export class StaffRefusal extends Error {
  override readonly name = 'StaffRefusal';

  constructor(readonly code: StaffRefusalCode) {
    super(`refused: ${code}`);
  }
}
