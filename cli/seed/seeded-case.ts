import type { InventedReceipt } from './invent-receipt';
import type { Life } from './live-a-life';

export interface SeededCase {
  id: string;
  trackingCode: string;
  receipt: InventedReceipt;
  life: Life;
  /** What the reporter gave at its end, 1 to 5. */
  stars: number | null;
}
