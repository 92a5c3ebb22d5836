import { z } from 'zod';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import type { PhotoStore, PhotoVariant } from '../../photos/photo-store';
import { PHOTO_CONTENT_TYPE } from '../../photos/photo-intake';
import type { LinkSigner } from '../../links/link-signer';
import { disclosureFor } from '../complaints/disclosure';
import { viewerOf, type Viewer } from '../complaints/viewer';
import { defineOperation, type Call } from '../http/operation';
import { entityTag } from '../http/entity-tag';
import { notFound } from '../http/problem';
import type { Reply } from '../http/reply';
import { findPhoto, type FindPhotoDeps } from './find-photo';

export interface GetPhotoDeps extends FindPhotoDeps {
  photoStore: Pick<PhotoStore, 'read'>;
  reporters: { find(complaintId: string): Promise<{ tokenGeneration: number } | null> };
  links: Pick<LinkSigner, 'verify'>;
}

const query = z.strictObject({
  t: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'Token of a mailed link, for pictures in mails and pages' }),
});

/** Pictures, in both sizes, to those who may see the complaint's content. */
export function photoOperations(deps: GetPhotoDeps) {
  return { getPhoto: getPhoto(deps, 'full'), getThumbnail: getPhoto(deps, 'thumbnail') };
}

function getPhoto(deps: GetPhotoDeps, variant: PhotoVariant) {
  return defineOperation(
    {
      id: variant === 'full' ? 'getPhoto' : 'getThumbnail',
      method: 'get',
      path: `/photos/{photo}/${variant}`,
      tag: 'Photos',
      audience: 'everybody',
      headers: ['ETag'],
      summary: variant === 'full' ? 'A photo' : 'A photo, small',
      query,
      responses: { 200: { description: 'A JPEG.', type: PHOTO_CONTENT_TYPE } },
      problems: ['not_found'],
    },
    {
      async handle(call) {
        const id = call.params.photo ?? '';
        const open = await openTo(deps, id, call);
        const data = open && (await deps.photoStore.read(id, variant));
        if (!open || !data) throw notFound();
        return pictured(data, open.toEverybody);
      },
    },
  );
}

/** Null if the photo does not exist or the caller may not see it. */
async function openTo(
  deps: GetPhotoDeps,
  id: string,
  call: Call<z.output<typeof query>>,
): Promise<{ toEverybody: boolean } | null> {
  const found = await findPhoto(deps, id);
  if (!found) return null;
  const { photo, complaint } = found;
  const isOpen = (viewer: Viewer) => {
    const { content, exchange, internal } = disclosureFor(viewer, complaint);
    const isForThem = photo.act === 'answer' ? exchange : content;
    return isForThem && (photo.hiddenAt === null || internal);
  };
  if (isOpen('public')) return { toEverybody: true };
  const viewers = [
    viewerOf(call.actor, complaint),
    await viewerByLink(deps, { token: call.query.t, complaint, photoId: photo.id }),
  ];
  return viewers.some(isOpen) ? { toEverybody: false } : null;
}

interface Shown {
  token: string | undefined;
  complaint: ComplaintRecord;
  photoId: string;
}

/**
 * The viewer that a mailed link stands for: the reporter, or staff while the assignment lasts. In mails from
 * before photos had links of their own, pictures carry the whole link of the reporter or the mailbox.
 */
async function viewerByLink(
  { links, reporters }: GetPhotoDeps,
  { token, complaint, photoId }: Shown,
): Promise<Viewer> {
  const claims = token === undefined ? null : links.verify(token);
  if (!claims || claims.purpose === 'sign_in' || claims.complaintId !== complaint.id) return 'public';
  if (claims.purpose === 'photo' && claims.photoId !== photoId) return 'public';
  if (claims.purpose === 'confirm' || claims.purpose === 'stop') return 'public';
  const { recipient, generation } = claims;
  if (!/^(reporter|supporter):/.test(recipient))
    return generation === complaint.assignment ? 'staff' : 'public';
  if (recipient !== `reporter:${complaint.id}`) return 'public';
  const reporter = await reporters.find(complaint.id);
  return reporter?.tokenGeneration === generation ? 'own' : 'public';
}

// A photo may be hidden or blurred at any time: caches must revalidate before each use, and mostly get a 304.
function pictured(data: Buffer, toEverybody: boolean): Reply {
  return {
    status: 200,
    bytes: { type: PHOTO_CONTENT_TYPE, data },
    headers: {
      ETag: entityTag(data),
      'Cache-Control': toEverybody ? 'public, no-cache' : 'private, no-store',
      'Content-Disposition': 'inline',
      // Mails show pictures, on other origins than ours.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  };
}
