/** Carries what was worked out for a challenge: its token, a colon, and a number for each puzzle, with commas between. */
export const PROOF_HEADER = 'Proof-Of-Work';
