export type PhotoRefusalCode =
  'photo_kind' | 'photo_too_big' | 'photo_broken' | 'photo_too_many_pixels' | 'too_many_photos';

/** A photo, or a set of them, that the sender has to change. Contains no text for people. */
export class PhotoRefused extends Error {
  readonly code: PhotoRefusalCode;
  /** Which of the photos sent, from 0; null when the refusal is about the set. */
  readonly position: number | null;

  constructor(refusal: { code: PhotoRefusalCode; position?: number | null; cause?: unknown }) {
    super(refusal.code, { cause: refusal.cause });
    this.name = 'PhotoRefused';
    this.code = refusal.code;
    this.position = refusal.position ?? null;
  }

  at(position: number): PhotoRefused {
    return new PhotoRefused({ code: this.code, position, cause: this.cause });
  }
}
