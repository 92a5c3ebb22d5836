import type { InventedReceipt } from './invent-receipt';
import type { Life } from './live-a-life';

export interface SeededCase {
  id: string;
  trackingCode: string;
  receipt: InventedReceipt;
  life: Life;
  /** The reporter's rating at the end, 1 to 5. */
  stars: number | null;
}
