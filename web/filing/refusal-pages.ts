import { PROBLEMS } from '../../api/http/problem-catalogue';
import type { Problem } from '../../api/http/problem';
import { languageFor, type Visit } from '../http/visit';
import type { PageAnswer } from '../page-answer';
import type { Site } from '../site';
import { filingPage } from './filing-page';
import { againAt } from '../try-again';

/** A form that another site had sent in its visitor's name. */
export function foreignPage(site: Site, visit: Visit): PageAnswer {
  const speech = site.speeches(languageFor(visit, site.city));
  const { say } = speech;
  const view = {
    heading: say('filing.errors.foreignTitle'),
    text: say('filing.errors.foreign'),
    resend: null,
    onward: { url: '/file', label: say('filing.errors.again') },
  };
  return filingPage(speech, { status: 403, template: 'refused', title: view.heading, view });
}

/** The same form once more: what was typed is in it, until it can be taken. */
export function notNowPage(site: Site, visit: Visit, problem: Problem): PageAnswer {
  const speech = site.speeches(languageFor(visit, site.city));
  const { say, time } = speech;
  const text = problem.code === 'unavailable' ? 'filing.errors.storageDown' : 'filing.errors.tooMany';
  const view = {
    heading: say('filing.errors.notNowTitle'),
    text: say(text, { time: time.clock(againAt(problem, Date.now())) }),
    resend: { action: visit.path, fields: [...visit.form].map(([name, value]) => ({ name, value })) },
    onward: null,
  };
  const { status } = PROBLEMS[problem.code];
  return filingPage(speech, {
    status,
    headers: problem.details.headers,
    template: 'refused',
    title: view.heading,
    view,
  });
}
