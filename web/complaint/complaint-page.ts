import { oneLine } from '../../domain/clean-text';
import type { Locale } from '../../locale/locale';
import type { DrawnMap } from '../map/drawn-map';
import { beforeAfter, type BeforeAfter } from './before-after';
import { chipOf, type ChipView } from './chip';
import { contentView, withheldBecause, type ContentView } from './content-view';
import { lastKnown } from './last-known';
import { promiseView, type PromiseView } from './promise-view';
import { sayingsOf } from './sayings';
import type { ShownComplaint } from './shown-complaint';
import { storyOf, type StoryEntry } from './story-view';
import type { PhotoToken } from '../links/photo-token';

/** The part that all pages about one complaint share. */
export interface ComplaintPage {
  code: string;
  /** Number of the last event, so that the page can tell whether something has happened since. */
  sequence: number;
  heading: string;
  kindAndPlace: string;
  chip: ChipView;
  says: string[];
  promise: PromiseView | null;
  content: ContentView | null;
  beforeAfter: BeforeAfter | null;
  withheld: string | null;
  story: StoryEntry[];
  continues: { url: string; label: string } | null;
  supporters: string | null;
}

interface PageInput {
  locale: Locale;
  /** Null where photos need no token. */
  photoToken: PhotoToken | null;
  /** The city's map, where the page shows the place on it. */
  map?: DrawnMap;
  /** The page's heading, if it is not the category. */
  heading?: string;
  /** Whether the page asks its reader for an answer. */
  asks?: boolean;
  /** Address of the page about the complaint that this one was merged into. */
  urlOf(trackingCode: string): string;
}

export function complaintPage(shown: ShownComplaint, input: PageInput): ComplaintPage {
  const { locale, photoToken, map = null, asks = false } = input;
  const { t, names } = locale;
  const { view } = shown;
  const kind = names.category(view.category);
  const address = oneLine(view.location?.address ?? '');
  const place = [address, names.district(view.district)].filter((part) => part !== '').join(', ');
  return {
    code: view.trackingCode,
    sequence: lastKnown(view),
    heading: input.heading ?? kind,
    kindAndPlace: input.heading === undefined ? place : `${kind}, ${place}`,
    chip: chipOf(shown, locale, { asks }),
    says: sayingsOf(shown, locale),
    promise: promiseView(shown, locale),
    content: contentView(shown, { locale, photoToken, map }),
    beforeAfter: beforeAfter(shown, { locale, photoToken }),
    withheld: withheldBecause(shown, locale),
    story: storyOf(shown, { locale, photoToken }),
    continues: continuation(shown, input),
    supporters:
      view.supporters === undefined || view.supporters === 0
        ? null
        : t('web.complaint.supporters', { count: locale.time.number(view.supporters) }),
  };
}

function continuation({ view }: ShownComplaint, { locale, urlOf }: PageInput): ComplaintPage['continues'] {
  const code = view.mergedInto;
  if (code === undefined) return null;
  return { url: urlOf(code), label: locale.t('web.complaint.continuesUnder', { code }) };
}
