import { PROBLEMS } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import { fullerCapture } from '../../api/complaints/fuller-capture';
import type { GivenCapture } from '../../api/complaints/filing-schemas';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import type { FilingVisit } from './filing-visit';
import { ownDraft } from './own-draft';
import { photoRefusal } from './photo-refusal';
import { takePhoto } from './take-photo';

/** One photo, sent by the script as soon as it was chosen. */
export async function uploadPhoto(filing: FilingVisit): Promise<PageAnswer> {
  try {
    return await upload(filing);
  } catch (error) {
    const problem = problemFromError(error);
    const sentence = photoRefusal(problem, { name: '', speech: filing.speech });
    if (sentence === null) throw error;
    return refused(PROBLEMS[problem.code].status, sentence);
  }
}

async function upload(filing: FilingVisit): Promise<PageAnswer> {
  const { site, visit, speech } = filing;
  if (visit.refusedFiles) throw visit.refusedFiles;
  const [file] = visit.files;
  if (!file) return refused(422, speech.say('filing.errors.photoUnread'));
  const given = givenCapture(site, visit.form.get('capture'));
  const { draft, cookies } = await ownDraft(filing);
  const taken = await takePhoto(filing, {
    draftId: draft.id,
    incoming: { ...file, complete: (own) => fullerCapture(own, given) },
  });
  if ('refused' in taken) return { ...refused(taken.status, taken.refused), cookies };
  const { id, width, height } = taken.photo;
  return { kind: 'json', status: 201, body: { id, url: `/file/photos/${id}`, width, height }, cookies };
}

/** What a client misread in broken metadata must not cost the photo: it counts as nothing read. */
function givenCapture({ filing }: Site, typed: string | undefined): GivenCapture | null {
  if (typed === undefined) return null;
  try {
    const read = filing.schemas.captures.safeParse({ captures: [JSON.parse(typed)] });
    return read.data?.captures?.[0] ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function refused(status: number, error: string): PageAnswer & { kind: 'json' } {
  return { kind: 'json', status, body: { error } };
}
