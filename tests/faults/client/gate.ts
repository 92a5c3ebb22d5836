/** Where many wait to act at the same moment. */
export interface Gate {
  /** Waits until the gate opens. */
  arrive(): Promise<void>;
  open(): void;
  waiting(): number;
}

export function createGate(): Gate {
  let isOpen = false;
  let waiting = 0;
  let letThrough: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  return {
    async arrive() {
      waiting += isOpen ? 0 : 1;
      await opened;
    },
    open() {
      isOpen = true;
      waiting = 0;
      letThrough();
    },
    waiting: () => waiting,
  };
}
