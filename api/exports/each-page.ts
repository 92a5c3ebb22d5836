/** So many rows are in memory at once, however long a list is. */
const ROWS_AT_ONCE = 25;

export interface PageOfRows<Row> {
  rows: readonly Row[];
  /** Cursor of the next page; null on the last one. */
  next: string | null;
}

type ReadPage<Row> = (page: { limit: number; cursor?: string }) => Promise<PageOfRows<Row>>;

/**
 * A whole list, a page at a time and each read when it is asked for, so that nothing in PostgreSQL waits for a slow
 * receiver. What changes meanwhile may stand in it twice or not at all. There is always a page, if an empty one.
 */
export async function* eachPage<Row>(read: ReadPage<Row>): AsyncGenerator<readonly Row[]> {
  let cursor: string | null = null;
  do {
    const page: PageOfRows<Row> = await read({ limit: ROWS_AT_ONCE, ...(cursor === null ? {} : { cursor }) });
    yield page.rows;
    cursor = page.next;
  } while (cursor !== null);
}
