/** An idempotency key or request id was used before, with another body. */
export class IdempotencyConflictError extends Error {
  override readonly name = 'IdempotencyConflictError';

  constructor() {
    super('this key was used before with another body');
  }
}
