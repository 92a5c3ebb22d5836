/**
 * Why no request was sent, or no response accepted:
 * `url` it cannot be parsed or carries credentials · `scheme` neither https, nor http to one of the allowed
 * networks · `private_address` · `port` of a public machine, and not one of the web's · `unresolvable` its name
 * has no address · `unreachable` no connection, or it broke · `tls` · `timeout` · `too_large`
 */
export type OutgoingErrorReason =
  | 'url'
  | 'scheme'
  | 'private_address'
  | 'port'
  | 'unresolvable'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'too_large';

/** Names the reason but never the address, which may contain a secret. */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';
  readonly reason: OutgoingErrorReason;

  constructor(reason: OutgoingErrorReason, options?: ErrorOptions) {
    super(`The request was not made or not answered: ${reason}`, options);
    this.reason = reason;
  }
}
