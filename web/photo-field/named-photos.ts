import type { DraftRecord } from '../../database/stores/draft-record';
import type { Form } from '../http/read-form';
import type { PagesDeps } from '../pages-deps';

type Deps = Pick<PagesDeps, 'drafts' | 'photoStore'>;

interface NamedPhotos {
  has(id: string): boolean;
  ids: readonly string[];
}

/** The photos that the form's page shows; null for a form that does not say. */
export function namedPhotos(form: Form): NamedPhotos | null {
  const named = form.get('photo-ids');
  if (named === undefined) return null;
  const ids = [...new Set(named.split(' ').filter((id) => id !== ''))];
  return { ids, has: (id) => ids.includes(id) };
}

interface Sent {
  draft: Pick<DraftRecord, 'id' | 'photos'>;
  form: Form;
}

/**
 * Removes the photos that the page does not show. They were stored, but the page never learned of it, because its
 * connection broke or its user gave up.
 * @returns the photos that stay
 */
export async function removeUnnamed(deps: Deps, { draft, form }: Sent): Promise<DraftRecord['photos']> {
  const named = namedPhotos(form);
  if (named === null) return draft.photos;
  for (const { id } of draft.photos)
    if (!named.has(id)) await removeDraftPhoto(deps, { draftId: draft.id, photoId: id });
  return draft.photos.filter(({ id }) => named.has(id));
}

/** Removing a photo twice, or in another window, is harmless; a photo of another draft stays. */
export async function removeDraftPhoto(
  { drafts, photoStore }: Deps,
  photo: { draftId: string; photoId: string },
): Promise<void> {
  if (await drafts.removePhoto(photo)) await photoStore.remove(photo.photoId);
}
