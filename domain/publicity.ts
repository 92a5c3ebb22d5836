import type { Instant } from './instant';

/** The part of a complaint that says whether everybody may read what was written. */
export interface Publicity {
  confidential: boolean;
  /** An agency's first act has looked at it. */
  published: boolean;
  /** When staff hid it; null while it is not hidden. */
  hiddenAt: Instant | null;
}

/** Whether text, place, photos and the words of staff are for everybody (docs/decisions/0009-public-view.md). */
export function isContentPublic({ confidential, published, hiddenAt }: Publicity): boolean {
  return published && !confidential && hiddenAt === null;
}
