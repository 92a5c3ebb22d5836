import type { PageResponse } from '../page-response';
import { uploadPhoto } from '../photo-field/upload-photo';
import type { PhotoUrls } from '../photo-field/uploaded-photo-views';
import type { DraftRequest } from './draft-request';
import { findOrOpenDraft } from './find-or-open-draft';

/** Uploads a photo for the complaint that the sender is writing. */
export function uploadDraftPhoto(filing: DraftRequest): Promise<PageResponse> {
  return uploadPhoto(filing, async () => {
    const { draft, cookies } = await findOrOpenDraft(filing);
    return { draft, cookies, urlsOf: draftPhotoUrls };
  });
}

export function draftPhotoUrls(id: string): PhotoUrls {
  return { url: `/file/photos/${id}`, removeUrl: `/file/photos/${id}/remove` };
}
