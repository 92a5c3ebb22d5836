import { htmlPage } from '../../html-page';
import { complaintPage } from '../../complaint/complaint-page';
import { formNotices } from '../../forms/form-notices';
import type { FailedPost } from '../../forms/failed-post';
import type { PageRequest } from '../../http/page-request';
import type { PageResponse } from '../../page-response';
import { PHOTO_FIELD_ASSETS } from '../../photo-field/photo-field';
import type { PagesContext } from '../../pages-context';
import { caseUrl } from '../case-url';
import { can } from '../../../domain/permissions';
import { caseForms } from './case-forms';
import { caseFacts, publicityView, relatedViews, reporterView } from './case-parts';
import { casePhotos } from './case-photos';
import { caseStory, type CaseEntry } from './case-story';
import type { CaseFile } from './read-case';
import { notificationLines } from './notification-lines';

export interface CasePage {
  file: CaseFile;
  failed: FailedPost | null;
  done: string | null;
}

/** The page of one case: everything that staff know of it, and what this person may do. */
export function caseView(context: PagesContext, request: PageRequest, page: CasePage): PageResponse {
  const { file, failed, done } = page;
  const { shown, staff, names, complaint } = file;
  const { locale, actor } = staff;
  const { t } = locale;
  const forms = caseForms(context, request, { file, failed });
  const code = complaint.trackingCode;
  const story = caseStory({ shown, names, locale });
  const view = {
    complaint: complaintPage(shown, { locale, photoToken: null, map: context.map, urlOf: caseUrl }),
    live: { source: `${caseUrl(code)}/live`, sequence: complaint.sequence },
    done,
    ...formNotices(failed, forms.offered, staff.locale),
    since: sinceOf(request, { failed, story }),
    overtaken: forms.isOvertaken ? t('case.overtaken') : null,
    main: forms.main,
    others: forms.others,
    nothing:
      forms.offered.length > 0
        ? null
        : t(can(actor, 'notes', complaint) ? 'case.nothing' : 'case.onlyLooking'),
    facts: caseFacts(file),
    marks: { isConfidential: complaint.confidential, isAnonymous: complaint.anonymous },
    reporter: reporterView(file),
    photos: casePhotos(shown, locale).map((photo) => ({
      ...photo,
      url: can(actor, 'hide', complaint) ? photo.url : null,
    })),
    publicity: publicityView(file),
    csrf: staff.session.csrf,
    related: relatedViews(file),
    story,
    notifications: notificationsOf(context, file),
    workflow: context.workflowUrl?.(complaint.id) ?? null,
  };
  return htmlPage({
    failure: failed,
    template: 'desk/case/case',
    title: t('web.complaint.title', { code, kind: locale.names.category(complaint.category) }),
    view,
    styles: ['map.css', 'case.css', ...PHOTO_FIELD_ASSETS.styles],
    scripts: ['live.js', 'case/case.js', ...PHOTO_FIELD_ASSETS.scripts],
    locale,
  });
}

const CHANGES_AT_MOST = 5;

/** What others did while the form was being filled in, which may be why the form was refused. */
function sinceOf(
  { query }: PageRequest,
  { failed, story }: { failed: FailedPost | null; story: CaseEntry[] },
): CaseEntry[] {
  const seen = /^\d{1,9}$/.test(query.seen ?? '') ? Number(query.seen) : null;
  if (failed?.status !== 409 || seen === null) return [];
  return story.filter(({ sequence }) => sequence > seen).slice(0, CHANGES_AT_MOST);
}

const SHOWN_AT_FIRST = 8;

function notificationsOf(
  { city }: PagesContext,
  { notifications, complaint, names, staff: { locale } }: CaseFile,
) {
  const views = notificationLines(notifications, { city, locale, names, complaintId: complaint.id });
  const earlier = views.slice(SHOWN_AT_FIRST);
  return {
    latest: views.slice(0, SHOWN_AT_FIRST),
    earlier: earlier.length === 0 ? null : { views: earlier, count: locale.time.number(earlier.length) },
  };
}
