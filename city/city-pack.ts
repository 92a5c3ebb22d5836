import type { Policy } from '../domain/policy';

/** The locales that ship with the product; a pack speaks some of them. */
export const shippedLanguages = ['id', 'en'] as const;
export type Language = (typeof shippedLanguages)[number];

/** One text in each language of its pack; read it with `inLanguage`. */
export type LocalizedText = Readonly<Record<string, string>>;

/** WGS84, decimal degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** GeoJSON (RFC 7946): positions are `[longitude, latitude]`, the first ring of a polygon is its outside. */
export type Position = [longitude: number, latitude: number];
export type Outline =
  { type: 'Polygon'; coordinates: Position[][] } | { type: 'MultiPolygon'; coordinates: Position[][][] };

export interface Contact {
  /** The office, never a person's name: `Kepala Bidang`. */
  readonly titles: LocalizedText;
  readonly email: string;
}

/** An office of an agency; without an address its people hear as the staff accounts that they are. */
export type Office = Omit<Contact, 'email'> & Partial<Pick<Contact, 'email'>>;

/** How an agency's mailbox hears that a deadline comes near: by a mail each time, or in its morning digest. */
export const WARNING_CHANNELS = ['mail', 'digest'] as const;

export interface Agency {
  readonly code: string;
  readonly names: LocalizedText;
  /** Left out where the agency's officers are written to one by one. */
  readonly mailbox?: string;
  /** Hears at escalation level 1. */
  readonly supervisor: Office;
  /** Hears at escalation level 2. */
  readonly head: Office;
  readonly warnings: (typeof WARNING_CHANNELS)[number];
}

/** What is offered no more. Complaints keep its code for good, so it keeps its names. */
export interface Retired {
  /** First day without it, `YYYY-MM-DD`. */
  readonly since: string;
  /** Code of what took its place; that may be retired by now, too. */
  readonly successor: string;
}

/** What becomes of the open cases of a retired agency: the successor's at once, or its own until they are closed. */
export const OPEN_CASES_POLICIES = ['hand_over', 'finish'] as const;

export interface RetiredAgency extends Agency, Retired {
  readonly openCases: (typeof OPEN_CASES_POLICIES)[number];
}

/** Its open cases keep it. */
export interface RetiredCategory extends Retired {
  readonly code: string;
  readonly names: LocalizedText;
}

export interface RetiredDistrict extends Pick<Retired, 'since'>, Partial<Pick<Retired, 'successor'>> {
  readonly code: string;
  readonly name: string;
}

/** Hears at escalation level 3. */
export interface CommandCentre {
  /** What its people call it, often an abbreviation. */
  readonly name: string;
  /** What the public calls it. */
  readonly names: LocalizedText;
  readonly contacts: readonly (Contact & { readonly code: string })[];
}

export interface Category {
  readonly code: string;
  readonly names: LocalizedText;
  /** Code of the agency that answers for it. */
  readonly agency: string;
  /** Hours from receipt to resolution; always one of the policy's checkpoints. */
  readonly targetHours: number;
  /** Words that suggest this category, in any of the pack's languages, lower case. */
  readonly keywords: readonly string[];
}

export interface District {
  readonly code: string;
  readonly name: string;
  /** Where a complaint stands that names only its district. */
  readonly point: Point;
}

export interface Holiday {
  /** Calendar day in the pack's time zone, `YYYY-MM-DD`. */
  readonly date: string;
  readonly names: LocalizedText;
}

export interface Retention {
  /** Days after closing until the reporter's name and addresses are erased. */
  readonly reporterDaysAfterClosing: number;
}

/** What helps people to file. */
export interface FilingHelp {
  /** Words and phrases that speak of danger to life, in any of the pack's languages, lower case. */
  readonly dangerWords: readonly string[];
  /** What tells danger from talk about it; without it every word of danger counts. */
  readonly dangerContext?:
    | {
        /** Signs that are danger together, a few words apart: a power line, and that it fell. */
        readonly pairs: readonly { readonly of: readonly string[]; readonly and: readonly string[] }[];
        /** Phrases with a word of danger in them that speak of none: a fire station. */
        readonly harmless: readonly string[];
        /** That it is over, or only feared. */
        readonly past: readonly string[];
        /** That it goes on nevertheless. */
        readonly present: readonly string[];
      }
    | undefined;
  /** Codes of categories, the likeliest first, for who has not written anything that tells. */
  readonly likelyFirst: readonly string[];
}

/** Acts of staff whose words many complaints share. */
export const REPLY_ACTS = ['resolve', 'reject', 'ask', 'notes'] as const;
export type ReplyAct = (typeof REPLY_ACTS)[number];

/** A text that officers need not type each time; they change it before they send it. */
export interface SavedReply {
  readonly act: ReplyAct;
  /** Codes of the categories that it fits; empty for all. */
  readonly categories: readonly string[];
  /** What officers choose it by. */
  readonly titles: LocalizedText;
  readonly texts: LocalizedText;
}

/** One of the things that people of the city complain about. */
export interface Theme {
  readonly category: string;
  /** How many there were, where they were counted; only their proportion matters. */
  readonly reports: number;
  /** Invented complaints about it, in the city's own language. */
  readonly texts: readonly string[];
}

/** All that the product knows about one city. */
export interface CityPack {
  readonly code: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2: telephone numbers without a country's code are of this one. */
  readonly country: string;
  /** IANA name: `Asia/Jakarta`. */
  readonly timeZone: string;
  /** In the order in which they are offered. */
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly emergencyNumber: string;
  /** Where a map opens. */
  readonly centre: Point;
  readonly outline: Outline;
  /** Metres that a point may lie outside the outline and still be the city's. */
  readonly outlineToleranceMeters: number;
  /** Those that are in use; so are the categories and agencies. */
  readonly districts: readonly District[];
  readonly categories: readonly Category[];
  readonly agencies: readonly Agency[];
  /** What was in use once: see city/directory.ts. */
  readonly retired: {
    readonly districts: readonly RetiredDistrict[];
    readonly categories: readonly RetiredCategory[];
    readonly agencies: readonly RetiredAgency[];
  };
  readonly commandCentre: CommandCentre;
  /** Who is told each week how the city keeps its promises. */
  readonly leadership: readonly (Contact & { readonly code: string })[];
  readonly policy: Policy;
  readonly holidays: readonly Holiday[];
  readonly retention: Retention;
  readonly filing: FilingHelp;
  readonly replies: readonly SavedReply[];
  /** What a database of invented complaints is made of. */
  readonly themes: readonly Theme[];
}
