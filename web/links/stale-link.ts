/**
 * A link that opens nothing: forged, cut off, of another complaint, revoked, or over. Whoever holds it is told the same
 * in every case.
 */
export class StaleLink extends Error {
  override readonly name = 'StaleLink';

  /** @param words what the holder of a link that was good once had typed; shown back to them */
  constructor(readonly words: string = '') {
    super('the link opens nothing');
  }
}
