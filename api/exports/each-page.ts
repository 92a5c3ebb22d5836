/** Rows in memory at once, however long a list is. */
const ROWS_AT_ONCE = 25;

export interface PageOfRows<Row> {
  rows: readonly Row[];
  /** Cursor of the next page; null on the last one. */
  next: string | null;
}

type ReadPage<Row> = (page: { limit: number; cursor?: string }) => Promise<PageOfRows<Row>>;

/**
 * Reads a whole list page by page, each when it is needed, so that nothing in PostgreSQL waits for a slow
 * receiver. Rows that change meanwhile may come twice or not at all. There is always at least one page, even if it
 * is empty.
 */
export async function* eachPage<Row>(read: ReadPage<Row>): AsyncGenerator<readonly Row[]> {
  let cursor: string | null = null;
  do {
    const page: PageOfRows<Row> = await read({ limit: ROWS_AT_ONCE, ...(cursor === null ? {} : { cursor }) });
    yield page.rows;
    cursor = page.next;
  } while (cursor !== null);
}
