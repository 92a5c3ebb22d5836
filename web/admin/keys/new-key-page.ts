import { PROBLEMS } from '../../../api/http/problem-catalogue';
import { problemFromError } from '../../../api/http/problem-from-error';
import { staffVisit, type StaffVisit } from '../../desk/staff-visit';
import type { Fault } from '../../filing/fault';
import type { PageHandler } from '../../http/serve-page';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import { EMPTY_KEY, keyBody, keyFaults, keyFormView, typedKey, type TypedKey } from './key-form';
import { shownKeyPage } from './shown-key-page';

export const newKeyPage: PageHandler = async (site, visit) =>
  page(site, staffVisit(site, visit), { typed: EMPTY_KEY, status: 200, faults: [] });

/** Answers with the key itself: it must stand in no address, and a page that is led to would need to keep it. */
export const createKey: PageHandler = async (site, visit) => {
  const staff = staffVisit(site, visit);
  const typed = typedKey(visit.form);
  const { credential } = staff.session;
  try {
    const made = await site.carryOutKeys({ act: 'createApiKey', body: keyBody(typed), credential });
    return shownKeyPage(site, staff, { made, isRotated: false });
  } catch (error) {
    const { code, details } = problemFromError(error);
    const faults = code === 'invalid' ? keyFaults(details.errors ?? [], staff.speech) : [];
    if (faults.length === 0) throw error;
    return page(site, staff, { typed, status: PROBLEMS[code].status, faults });
  }
};

interface Shown {
  typed: TypedKey;
  status: number;
  faults: readonly Fault[];
}

function page({ city }: Site, { speech, session }: StaffVisit, { typed, status, faults }: Shown): PageAnswer {
  const title = speech.say('keys.new.title');
  return {
    kind: 'page',
    status,
    template: 'admin/keys/new',
    title,
    view: {
      heading: title,
      form: keyFormView({ csrf: session.csrf, typed, faults }, { city, speech }),
    },
    styles: ['admin.css'],
    speech,
    keepsAddress: true,
  };
}
