import type { Instant } from './instant';

/** The part of a complaint that decides whether everybody may read what was written. */
export interface Publicity {
  confidential: boolean;
  /** Whether the agency's first act has moderated it. */
  published: boolean;
  /** When staff hid it; null while it is not hidden. */
  hiddenAt: Instant | null;
}

/** Whether text, place, photos and what staff wrote are public (docs/decisions/0009-public-view.md). */
export function isContentPublic({ confidential, published, hiddenAt }: Publicity): boolean {
  return published && !confidential && hiddenAt === null;
}
