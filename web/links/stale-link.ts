/**
 * A link that opens nothing: forged, truncated, of another complaint, revoked, or expired. Its holder is told the
 * same in every case.
 */
export class StaleLink extends Error {
  override readonly name = 'StaleLink';

  /** @param words what the holder of a formerly valid link had typed; shown back to them */
  constructor(readonly words: string = '') {
    super('the link opens nothing');
  }
}
