import type { PhotoRecord } from '../../database/readers/complaint-reader';
import type { BlurStore } from '../../database/stores/blur-store';
import type { Actor } from '../../domain/actor';
import { can } from '../../domain/permissions';
import type { Area } from '../../photos/blur-photo';
import type { PhotoIntake } from '../../photos/photo-intake';
import type { PhotoStore } from '../../photos/photo-store';
import { notFound } from '../http/problem';
import { findPhoto, type FindPhotoDeps } from './find-photo';

export interface BlurStoredPhotoDeps extends FindPhotoDeps {
  photoIntake: Pick<PhotoIntake, 'blurPhoto'>;
  photoStore: Pick<PhotoStore, 'read' | 'replace'>;
  blurs: BlurStore;
}

export interface BlurRequest {
  photoId: string;
  areas: Area[];
  actor: Actor;
  /** Named in the audit. */
  credentialId: string;
}

/**
 * Makes parts of a photo unrecognisable, in both sizes and permanently.
 * @returns the photo as it is now
 * @throws Problem `not_found`, also if the actor lacks the permission; PhotoIntakeBusy
 */
export async function blurStoredPhoto(
  deps: BlurStoredPhotoDeps,
  { photoId, areas, actor, credentialId }: BlurRequest,
): Promise<PhotoRecord> {
  const { photo, complaint } = await findPhotoToBlur(deps, photoId, actor);
  const overwrite = () => overwritten(deps, photo.id, areas);
  const [id, complaintId] = [photo.id, complaint.id];
  const done = await deps.blurs.blur({ photoId: id, complaintId, actor: credentialId, areas, overwrite });
  const now = done && (await deps.complaints.photo(id));
  if (!now) throw notFound();
  return now;
}

/** @throws Problem `not_found`, also if the actor lacks the permission */
export async function findPhotoToBlur(deps: FindPhotoDeps, photoId: string, actor: Actor) {
  const found = await findPhoto(deps, photoId);
  if (!found || !can(actor, 'hide', found.complaint)) throw notFound();
  return found;
}

async function overwritten(
  deps: BlurStoredPhotoDeps,
  id: string,
  areas: Area[],
): Promise<{ bytes: number } | null> {
  const full = await deps.photoStore.read(id, 'full');
  if (!full) return null;
  const blurred = await deps.photoIntake.blurPhoto({ full, areas });
  await deps.photoStore.replace({ id, ...blurred });
  return { bytes: blurred.full.length };
}
