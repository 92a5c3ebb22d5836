import { showComplaint } from '../complaint/shown-complaint';
import { failedPost, failureOf } from '../forms/failed-post';
import { formNamed, type FormName } from '../forms/form-definitions';
import { findUploads } from '../photo-field/form-uploads';
import { languageFor, type Visit } from '../http/visit';
import { withToken } from '../links/link-urls';
import { openReporterLink, type ReporterLink } from '../links/reporter-link';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { ownPage } from './my-view';

/** The reporter's own page: their complaint, and what they may answer. */
export async function myPage(site: Site, visit: Visit): Promise<PageAnswer> {
  const link = await openReporterLink(site, visit);
  const { shown, speech } = await written(site, visit, link);
  const sent = formNamed(visit.query.done);
  return ownPage(site, visit, {
    link,
    shown,
    speech,
    failed: null,
    done: sent ? speech.say(`web.done.${sent}`) : null,
  });
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
    const { shown, speech } = await written(site, visit, await openReporterLink(site, visit));
    const failed = failedPost(
      problem,
      { name, form: visit.form, files: visit.files, uploads: await findUploads(site, visit.form) },
      { shown, speech, city: site.city },
    );
    return ownPage(site, visit, { link, shown, speech, failed, done: null });
  }
}

async function written(site: Site, visit: Visit, { complaint, actor, reporter }: ReporterLink) {
  return {
    shown: await showComplaint(site, { complaint, actor }),
    speech: site.speeches(languageFor(visit, site.city, reporter.language)),
  };
}
