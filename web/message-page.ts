import type { Locale } from '../locale/locale';
import { htmlPage } from './html-page';

interface Message {
  status?: number;
  headers?: Record<string, string>;
  heading: string;
  paragraphs: string[];
  /** Text that its writer would otherwise lose. */
  kept?: string | null;
  /** A form that can be sent once more as it is. */
  resend?: { action: string; fields: { name: string; value: string }[] } | null;
  /** The home page when left out. */
  onward?: { url: string; label: string };
}

/** A page that only says something. It is not offered in another language: its address may be gone. */
export function messagePage(locale: Locale, { status, headers, heading, ...message }: Message) {
  const onward = { url: '/', label: locale.t('web.problems.home') };
  return htmlPage({
    ...{ status, headers, locale },
    template: 'message',
    title: heading,
    view: { kept: null, resend: null, onward, ...message },
    keepsAddress: false,
  });
}
