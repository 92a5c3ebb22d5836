/** Nothing can happen any more to a case with one of these. */
export const FINAL_STATUSES: readonly string[] = ['closed', 'withdrawn', 'duplicate'];

export const isOver = ({ status }: { status: string }) => FINAL_STATUSES.includes(status);
