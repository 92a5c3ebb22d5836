/** One part of the installation, looked at. */
export interface Check {
  part: string;
  /** Says what was found. @throws with a message that says what to do */
  look(): Promise<string>;
}

export interface Finding {
  part: string;
  sound: boolean;
  /** What was found, or what to do. */
  detail: string;
}
