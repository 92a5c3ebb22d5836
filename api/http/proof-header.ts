/** Carries the solution to a challenge: its token, a colon, and a number for each puzzle, separated by commas. */
export const PROOF_HEADER = 'Proof-Of-Work';
