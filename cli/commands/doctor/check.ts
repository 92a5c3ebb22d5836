/** A check of one part of the installation. */
export interface Check {
  part: string;
  /** Returns what was found. @throws an error whose message says what to do */
  look(): Promise<string>;
}

export interface Finding {
  part: string;
  sound: boolean;
  /** What was found, or what to do. */
  detail: string;
}
