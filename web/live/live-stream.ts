/** A stream about one complaint: whether something changed that the visitor may know of. */
export interface LiveStream {
  complaintId: string;
  /** Whether everybody may watch for good; otherwise `sequence` also checks whether the visitor still may. */
  isPublic: boolean;
  /** Number of the last event that the visitor may know of; null when they may no longer look. */
  sequence(): Promise<number | null>;
  /** Frees the connection slot. */
  leave(): void;
}
