/** The cursor did not come from a list of ours. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';

  constructor() {
    super('the cursor is not one that a list has given');
  }
}
