import type { ComplaintReader, ComplaintRecord, PhotoWithAct } from '../../database/readers/complaint-reader';

export interface FindPhotoDeps {
  complaints: Pick<ComplaintReader, 'byId' | 'photo' | 'timeline'>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A photo with its complaint; null if there is none, or if the photo belongs to nothing that can be seen. */
export async function findPhoto(
  deps: FindPhotoDeps,
  id: string,
): Promise<{ photo: PhotoWithAct; complaint: ComplaintRecord } | null> {
  const photo = UUID.test(id) ? await deps.complaints.photo(id) : null;
  const complaint = photo && (await deps.complaints.byId(photo.complaintId));
  return photo && complaint && (await isPart(deps, photo)) ? { photo, complaint } : null;
}

/** Photos of an act that was refused belong to nothing. */
async function isPart(
  { complaints }: FindPhotoDeps,
  { complaintId, inputId }: PhotoWithAct,
): Promise<boolean> {
  if (inputId === null) return true;
  return (await complaints.timeline(complaintId)).some((event) => event.inputId === inputId);
}
