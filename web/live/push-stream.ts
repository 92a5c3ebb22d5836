/** Where a stream is written; a client that takes nothing for too long is disconnected. */
export interface Sink {
  write(events: string | Buffer): void;
  end(): void;
}

/** A stream with the content of its page, for as long as the visitor stays and is allowed to. */
export interface PushStream {
  /** Starts sending. @returns a function that stops it */
  open(sink: Sink): () => void;
  /** Called at intervals: whether the visitor may still look. */
  mayStay(): Promise<boolean>;
  /** Frees the connection slot. */
  leave(): void;
}
