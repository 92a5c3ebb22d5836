export interface MailFact {
  label: string;
  value: string;
  url: string | null;
}

export interface MailLink {
  label: string;
  url: string;
}

export interface MailPhoto {
  alt: string;
  thumbnailUrl: string;
  fullUrl: string;
}

/** Words of a person, shown as such, line by line. */
export interface MailQuote {
  label: string;
  lines: string[];
}

/** The complaint's mark, drawn as its word in the colours of its urgency. */
export interface MailChip {
  word: string;
  background: string;
  colour: string;
}

/** What one kind of mail has to say; the frame around it is the same for all. */
export interface MailBody {
  /** Without the tracking code; made of words of the pack and the locale files only. */
  subject: string;
  lead: string[];
  quotes: MailQuote[];
  photos: MailPhoto[];
  facts: MailFact[];
  history: string[];
  button: MailLink | null;
  links: MailLink[];
  /** What happens otherwise, and what else there is to know. */
  notes: string[];
}

/** One complaint in a list of several. */
export interface MailRow {
  chip: MailChip;
  trackingCode: string;
  /** Kind and district. */
  what: string;
  hours: string;
}

export interface MailSection {
  title: string;
  rows: MailRow[];
  /** How many more there are than are shown. */
  more: string | null;
}

/** Figures side by side. */
export interface MailTable {
  title: string;
  columns: string[];
  rows: string[][];
  /** The rows as plain text has them. */
  lines: string[];
}

/** Everything that the templates may show; they fail on a field that is not here. */
export interface MailView extends MailBody {
  language: string;
  city: string;
  /** Null where the mail is about no complaint. */
  trackingCode: string | null;
  greeting: string;
  /** Null where there is no complaint, or none whose urgency is the reader's to know. */
  chip: MailChip | null;
  sections: MailSection[];
  tables: MailTable[];
  lateSending: string | null;
  historyTitle: string;
  closing: string;
  automatic: string;
  stop: MailLink | null;
}
