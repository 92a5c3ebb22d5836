interface Work<Item> {
  items: readonly Item[];
  /** Left out, as many as neither the engine nor a pool of connections that others use feels as a burst. */
  atOnce?: number;
  work: (item: Item) => Promise<void>;
  onFailure: (item: Item, error: unknown) => void;
  /** Asked before each; what is not begun when it says so is left. */
  isTimeUp?: () => boolean;
}

export interface Worked<Item> {
  done: Item[];
  failed: Item[];
  /** So many failed that the engine must be at fault and no single case: the rest was left. */
  isFaulty: boolean;
}

const AT_ONCE = 8;

/** Does `work` for cases in their order, some at once; one that fails does not hold up the others. */
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
