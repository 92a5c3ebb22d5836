/** The draft has changed since its owner decided to file it; nothing was filed. */
export class DraftMovedError extends Error {
  override readonly name = 'DraftMovedError';

  constructor() {
    super('the draft was changed, filed or discarded meanwhile');
  }
}
