interface Work<Item> {
  items: readonly Item[];
  /** The default does not overload the engine or a shared connection pool. */
  atOnce?: number;
  work: (item: Item) => Promise<void>;
  onFailure: (item: Item, error: unknown) => void;
  /** Asked before each item; once it returns true, no further item is begun. */
  isTimeUp?: () => boolean;
}

export interface Worked<Item> {
  done: Item[];
  failed: Item[];
  /** So many items failed that the engine must be at fault, not single cases: the rest was not tried. */
  isFaulty: boolean;
}

const AT_ONCE = 8;

/** Does `work` for cases in order, several at a time; a failure does not hold up the others. */
export async function workOnCases<Item>(input: Work<Item>): Promise<Worked<Item>> {
  const { items, atOnce = AT_ONCE, work, onFailure, isTimeUp = () => false } = input;
  const done: Item[] = [];
  const failed: Item[] = [];
  const isFaulty = () => failed.length >= AT_ONCE && failed.length > done.length;
  const rest = items.values();

  async function hand(): Promise<void> {
    for (const item of rest) {
      if (isFaulty() || isTimeUp()) return;
      try {
        await work(item);
        done.push(item);
      } catch (error) {
        failed.push(item);
        onFailure(item, error);
      }
    }
  }

  await Promise.all(Array.from({ length: atOnce }, hand));
  return { done, failed, isFaulty: isFaulty() };
}
