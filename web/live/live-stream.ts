/** Something to watch: a page's complaint, as far as its visitor may know that it changed. */
export interface LiveStream {
  complaintId: string;
  /** Whether everybody may look for good; otherwise `sequence` is asked now and then, whether the visitor still may. */
  isPublic: boolean;
  /** Of the last event that the visitor may know of; null when they may look no longer. */
  sequence(): Promise<number | null>;
  /** Gives the place among those who watch to somebody else. */
  leave(): void;
}
