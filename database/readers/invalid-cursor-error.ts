/** Not a cursor that a list has given. */
export class InvalidCursorError extends Error {
  override readonly name = 'InvalidCursorError';

  constructor() {
    super('the cursor is not one that a list has given');
  }
}
