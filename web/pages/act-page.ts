import { showComplaint } from '../complaint/shown-complaint';
import { failedPost, failureOf } from '../forms/failed-post';
import { wordsOfForm } from '../forms/body-of-form';
import { doneOf } from '../forms/done-of';
import type { FormName } from '../forms/form-definitions';
import { findUploads } from '../photo-field/form-uploads';
import { languageFor, type Visit } from '../http/visit';
import { withToken } from '../links/link-urls';
import { openStaffLink, type StaffLink } from '../links/staff-link';
import { StaleLink } from '../links/stale-link';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { staffPage, type Written } from './act-view';

/** The page that staff act on from their mailbox. Looking at it changes nothing. */
export async function actPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const link = await openStaffLink(site, visit);
  if (!link.isAlive) throw new StaleLink();
  const page = await written(site, visit, link);
  return staffPage(site, visit, { ...page, failed: null, done: doneOf(visit, page) });
}

/** @throws StaleLink, and what is no matter of the form */
export async function sendStaffForm(site: Site, visit: Visit, name: FormName): Promise<PageAnswer> {
  const link = await openStaffLink(site, visit);
  const { complaint, credential } = link;
  const post = { name, posted: visit, address: visit.address, complaint, credential };
  // A second click may come after the first has ended the link; it hears the same answer.
  if (!link.isAlive && !(await site.acts.wasCarriedOut(post)))
    throw new StaleLink(wordsOfForm(name, visit.form));
  try {
    await site.acts.carryOut(post);
  } catch (error) {
    return afterFailure(site, visit, { name, error });
  }
  const now = await openStaffLink(site, visit);
  if (!now.isAlive) return recordedPage(site, visit, now);
  return { kind: 'redirect', to: withToken(`/act/${complaint.trackingCode}`, visit, { done: name }) };
}

async function afterFailure(
  site: Site,
  visit: Visit,
  { name, error }: { name: FormName; error: unknown },
): Promise<PageAnswer> {
  const problem = failureOf(error);
  const link = await openStaffLink(site, visit);
  if (!link.isAlive) throw new StaleLink(wordsOfForm(name, visit.form));
  const page = await written(site, visit, link);
  const failed = failedPost(
    problem,
    { name, form: visit.form, files: visit.files, uploads: await findUploads(site, visit.form) },
    { ...page, city: site.city },
  );
  return staffPage(site, visit, { ...page, failed, done: null });
}

async function written(site: Site, visit: Visit, link: StaffLink): Promise<Written> {
  const { complaint, actor } = link;
  const speech = site.speeches(languageFor(visit, site.city));
  return { link, shown: await showComplaint(site, { complaint, actor }), speech };
}

/** The last that a link shows which its own act has ended. */
function recordedPage(site: Site, visit: Visit, { complaint }: StaffLink): PageAnswer {
  const speech = site.speeches(languageFor(visit, site.city));
  const { say } = speech;
  const { trackingCode: code } = complaint;
  const heading = say('web.recorded.title');
  return {
    kind: 'page',
    status: 200,
    template: 'message',
    title: heading,
    view: {
      heading,
      paragraphs: [say('web.recorded.moved', { code })],
      kept: null,
      resend: null,
      onward: { url: `/track/${code}`, label: say('web.recorded.track') },
    },
    speech,
    keepsAddress: false,
  };
}
