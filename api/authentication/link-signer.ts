/** What a link that was mailed, or a reporter's token, says it is for. */
export interface LinkClaims {
  complaintId: string;
  /** A reference such as `reporter:<complaintId>` or `agency:pupr`. */
  recipient: string;
  purpose: 'reporter' | 'confirm' | 'stop' | 'act';
  /** Links of an earlier generation are dead. */
  generation: number;
}

/** Signs and verifies the tokens of links; the mail room's signer is one. */
export interface LinkSigner {
  sign(claims: LinkClaims): string;
  /** Null for anything that this service did not sign. */
  verify(token: string): LinkClaims | null;
}
