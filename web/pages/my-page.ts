import { showComplaint } from '../complaint/shown-complaint';
import { failedPost, failureOf } from '../forms/failed-post';
import { formNamed, type FormName } from '../forms/form-definitions';
import { findUploads } from '../photo-field/form-uploads';
import { languageFor, type Visit } from '../http/visit';
import { withToken } from '../links/link-urls';
import { hasLeft, openReporterLink, type ReporterLink } from '../links/reporter-link';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { ownPage, type OwnPage } from './my-view';
import { addressState, type AddressState } from './own-address';

/** The reporter's own page: their complaint, and what they may answer. */
export async function myPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const link = await openReporterLink(site, visit);
  const page = await written(site, visit, link);
  return ownPage(site, visit, { ...page, failed: null, done: doneOf(page, visit), mistyped: null });
}

/** With an address that is none, as it was typed. */
export async function pageWithAddress(
  site: Site,
  visit: Visit,
  { link, typed }: { link: ReporterLink; typed: string },
): Promise<PageAnswer> {
  const page = await written(site, visit, link);
  return ownPage(site, visit, { ...page, failed: null, done: null, mistyped: typed });
}

type Written = Pick<OwnPage, 'link' | 'shown' | 'speech' | 'address'>;

function doneOf({ shown, speech: { say } }: Written, { query }: Visit): string | null {
  if (query.done === 'address') return say('web.my.corrected');
  if (query.done === 'address-kept') return say('web.my.correctTaken');
  const sent = formNamed(query.done);
  if (sent === 'withdraw' && shown.complaint.reporterLeftAt !== null) return say('web.my.left');
  return sent ? say(`web.done.${sent}`) : null;
}

/** @throws StaleLink, and what is no matter of the form */
export async function sendMyForm(site: Site, visit: Visit, name: FormName): Promise<PageAnswer> {
  const link = await openReporterLink(site, visit);
  const { complaint, credential } = link;
  try {
    await site.acts.carryOut({ name, posted: visit, address: visit.address, complaint, credential });
    return { kind: 'redirect', to: withToken(`/my/${complaint.trackingCode}`, visit, { done: name }) };
  } catch (error) {
    const problem = failureOf(error);
    const page = await written(site, visit, await openReporterLink(site, visit));
    const failed = failedPost(
      problem,
      { name, form: visit.form, files: visit.files, uploads: await findUploads(site, visit.form) },
      { ...page, city: site.city },
    );
    return ownPage(site, visit, { ...page, failed, done: null, mistyped: null });
  }
}

async function written(site: Site, visit: Visit, link: ReporterLink): Promise<Written> {
  const { complaint, actor, reporter } = link;
  return {
    link,
    shown: await showComplaint(site, { complaint, actor }),
    speech: site.speeches(languageFor(visit, site.city, reporter.language)),
    address: await addressOf(site, link),
  };
}

/** Who has left their complaint gets no more mails. */
async function addressOf(site: Site, link: ReporterLink): Promise<AddressState> {
  const { complaint, reporter } = link;
  if (hasLeft(link)) return 'none';
  return reporter.complaintId === complaint.id
    ? addressState(site, reporter)
    : addressState(site, reporter, complaint.id);
}
