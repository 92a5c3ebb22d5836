import type { TimeFormat } from '../../locale/time-format';
import { MS_PER_HOUR } from '../../domain/instant';
import type { Printer } from '../commands/printer';
import type { SeenComplaint, SeenEvent, SeenMail } from './answers';
import type { AwaitedMail } from './mail-ids';

export interface CaseShown {
  title: string;
  complaint: SeenComplaint;
  awaited: AwaitedMail[];
  mails: SeenMail[];
  /** English names of categories and agencies, by code. */
  names: ReadonlyMap<string, string>;
  time: TimeFormat;
}

/** Prints one case: each event with its local time, the hours since receipt, and the mails that it caused. */
export function showCase(print: Printer, shown: CaseShown): void {
  const { title, complaint, awaited, mails, names } = shown;
  const { trackingCode, category, agency = '', targetHours, status, escalationLevel } = complaint;
  const named = (code: string) => names.get(code) ?? code;
  print.line();
  print.line(`${trackingCode}: ${title}`);
  print.line(
    `${named(category)}, ${named(agency)}, target ${targetHours} h, now ${status} at level ${escalationLevel}`,
  );
  for (const event of complaint.timeline) {
    print.line(eventLine(event, shown));
    const ids = awaited
      .filter(({ sequence }) => sequence === event.sequence)
      .map(({ messageId }) => messageId);
    for (const mail of mails.filter(({ messageId }) => ids.includes(messageId))) {
      print.line(`${' '.repeat(14)}mail to ${mail.to.join(', ')}: ${mail.subject}`);
    }
  }
}

function eventLine(event: SeenEvent, { complaint, names, time }: CaseShown): string {
  const hours = (event.at.getTime() - complaint.receivedAt.getTime()) / MS_PER_HOUR;
  const agency = event.actor?.agency;
  const actor = [event.actor?.kind, agency && `of ${names.get(agency) ?? agency}`].filter(Boolean).join(' ');
  const since = `+${hours.toFixed(1)} h`.padStart(9);
  return `${since}  ${time.long(event.at.getTime())}  ${event.type}${detailOf(event)}, by ${actor}`;
}

/** The main fields of an event's data. */
function detailOf({ data = {} }: SeenEvent): string {
  const words = [
    'level',
    'cause',
    'agency',
    'to',
    'by',
    'hours',
    'day',
    'into',
    'outcome',
    'note',
    'text',
    'reason',
  ]
    .filter((name) => data[name] !== undefined)
    .map((name) => `${name} ${String(data[name])}`);
  return words.length > 0 ? ` (${words.join(', ')})` : '';
}
