/** Where a stream goes; who takes nothing for too long is let go. */
export interface Sink {
  write(events: string | Buffer): void;
  end(): void;
}

/** A stream that brings what its page shows, for as long as its visitor stays and may. */
export interface PushStream {
  /** Begins to tell. @returns its end */
  open(sink: Sink): () => void;
  /** Asked now and then: whether the visitor may still look. */
  mayStay(): Promise<boolean>;
  /** Gives the place among those who watch to somebody else. */
  leave(): void;
}
