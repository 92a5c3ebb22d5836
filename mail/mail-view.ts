import type { LinkedPhoto } from '../links/complaint-urls';
export interface MailFact {
  label: string;
  value: string;
  url: string | null;
}

export interface MailLink {
  label: string;
  url: string;
}

/** A person's own words, shown as a quote, line by line. */
export interface MailQuote {
  label: string;
  lines: string[];
}

/** The complaint's chip: a word in the colours of its urgency. */
export interface MailChip {
  word: string;
  background: string;
  colour: string;
}

/** The content of one kind of mail; the frame around it is the same for all. */
export interface MailBody {
  /** Without the tracking code; consists only of words from the pack and the locale files. */
  subject: string;
  lead: string[];
  quotes: MailQuote[];
  photos: LinkedPhoto[];
  facts: MailFact[];
  history: string[];
  button: MailLink | null;
  links: MailLink[];
  /** What happens if nobody acts, and what else there is to know. */
  notes: string[];
}

/** One complaint in a list of several. */
export interface MailRow {
  chip: MailChip;
  trackingCode: string;
  /** Category and district. */
  what: string;
  hours: string;
}

export interface MailSection {
  title: string;
  rows: MailRow[];
  /** How many more there are than are listed. */
  more: string | null;
}

/** Figures side by side. */
export interface MailTable {
  title: string;
  columns: string[];
  rows: string[][];
  /** The rows as plain text. */
  lines: string[];
}

/** Everything that the templates may show; they fail on any other field. */
export interface MailView extends MailBody {
  language: string;
  city: string;
  /** Null when the mail is about no complaint. */
  trackingCode: string | null;
  greeting: string;
  /** Null when there is no complaint, or the reader may not see its urgency. */
  chip: MailChip | null;
  sections: MailSection[];
  tables: MailTable[];
  lateSending: string | null;
  historyTitle: string;
  closing: string;
  automatic: string;
  stop: MailLink | null;
}
