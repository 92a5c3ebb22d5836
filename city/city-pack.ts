import type { Policy } from '../domain/policy';

/** The locales that ship with the product; a pack uses some of them. */
export const shippedLanguages = ['id', 'en'] as const;
export type Language = (typeof shippedLanguages)[number];

/** One text in each language of its pack; read it with `inLanguage`. */
export type LocalizedText = Readonly<Record<string, string>>;

/** WGS84, decimal degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * GeoJSON (RFC 7946): positions are `[longitude, latitude]`, the first ring of a polygon is its outer boundary.
 */
export type Position = [longitude: number, latitude: number];
export type Outline =
  { type: 'Polygon'; coordinates: Position[][] } | { type: 'MultiPolygon'; coordinates: Position[][][] };

export interface Contact {
  /** The office, never a person's name: `Kepala Bidang`. */
  readonly titles: LocalizedText;
  readonly email: string;
}

/** An office of an agency; without an address, its people are notified through their staff accounts. */
export type Office = Omit<Contact, 'email'> & Partial<Pick<Contact, 'email'>>;

/**
 * How an agency's mailbox is warned of a deadline that comes near: by a mail each time, or in its morning digest.
 */
export const WARNING_CHANNELS = ['mail', 'digest'] as const;

export interface Agency {
  readonly code: string;
  readonly names: LocalizedText;
  /** Absent when the agency's officers are mailed one by one. */
  readonly mailbox?: string;
  /** Notified at escalation level 1. */
  readonly supervisor: Office;
  /** Notified at escalation level 2. */
  readonly head: Office;
  readonly warnings: (typeof WARNING_CHANNELS)[number];
}

/** What is no longer offered. Complaints keep its code forever, so the pack keeps its names. */
export interface Retired {
  /** First day without it, `YYYY-MM-DD`. */
  readonly since: string;
  /** Code of what replaced it, which may be retired by now, too. */
  readonly successor: string;
}

/**
 * What happens to the open cases of a retired agency: the successor takes them over at once, or the agency
 * finishes them.
 */
export const OPEN_CASES_POLICIES = ['hand_over', 'finish'] as const;

export interface RetiredAgency extends Agency, Retired {
  readonly openCases: (typeof OPEN_CASES_POLICIES)[number];
}

/** Open cases keep a retired category. */
export interface RetiredCategory extends Retired {
  readonly code: string;
  readonly names: LocalizedText;
}

export interface RetiredDistrict extends Pick<Retired, 'since'>, Partial<Pick<Retired, 'successor'>> {
  readonly code: string;
  readonly name: string;
}

/** Notified at escalation level 3. */
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
  /** The location of a complaint that names only its district. */
  readonly point: Point;
}

/** The part of the city within a border. */
interface Area {
  readonly border: Outline;
}

/** How sure the city is of a name and its place. What is of low confidence is neither named nor proposed. */
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** A part of a district that people know by name. Nothing is sorted or routed by it. */
export interface Village extends Area {
  readonly code: string;
  readonly name: string;
  /** Code of its district. */
  readonly district: string;
  /** Where its name stands on a map. */
  readonly point: Point;
}

export const WATER_KINDS = ['river', 'lake'] as const;

export interface Water {
  readonly kind: (typeof WATER_KINDS)[number];
  readonly names: LocalizedText;
  /** Of a river that is given as a line; a thin line without it. */
  readonly widthMeters?: number | undefined;
  /** A point where only its name is known to belong. */
  readonly shape:
    Outline | { type: 'LineString'; coordinates: Position[] } | { type: 'Point'; coordinates: Position };
}

export const ROAD_RANKS = ['trunk', 'main'] as const;

/** Roads and landmarks have the name that stands on their signs, in every language. */
export interface Road {
  readonly name: string;
  readonly rank: (typeof ROAD_RANKS)[number];
  readonly confidence: Confidence;
  readonly line: readonly Position[];
}

export const LANDMARK_KINDS = [
  ...(['airport', 'bridge', 'district_office', 'hospital', 'mall', 'market', 'monument', 'mosque'] as const),
  ...(['museum', 'office', 'police', 'school', 'terminal', 'university'] as const),
] as const;

export interface Landmark {
  readonly name: string;
  readonly kind: (typeof LANDMARK_KINDS)[number];
  readonly point: Point;
  readonly confidence: Confidence;
}

/** What the owners of the data must be given wherever it is drawn. */
export interface Credit {
  readonly text: string;
  readonly url: string;
}

/** What the city's maps draw, and by which districts and villages are told apart; a pack may leave it out. */
export interface Geography {
  /** Borders of all districts in use, or none. A district that replaced a retired one has that one's border, too. */
  readonly districts: readonly (Area & { readonly code: string })[];
  readonly villages: readonly Village[];
  readonly waters: readonly Water[];
  readonly roads: readonly Road[];
  /** The most important first: where there is no room for all, the first are named. */
  readonly landmarks: readonly Landmark[];
  readonly credit: Credit | null;
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

/** Data that helps people to file. */
export interface FilingHelp {
  /** Words and phrases that suggest danger to life, in any of the pack's languages, lower case. */
  readonly dangerWords: readonly string[];
  /** Tells real danger from mere mentions of it; without it, every danger word counts. */
  readonly dangerContext?:
    | {
        /** Words that mean danger when they stand a few words apart: a power line, and that it fell. */
        readonly pairs: readonly DangerPair[];
        /** Phrases that contain a danger word but mean no danger: a fire station. */
        readonly harmless: readonly string[];
        /** Words that say it is over, or only feared. */
        readonly past: readonly string[];
        /** Words that say it goes on nevertheless. */
        readonly present: readonly string[];
      }
    | undefined;
  /** Codes of categories, the likeliest first, for people who have not written anything that suggests one. */
  readonly likelyFirst: readonly string[];
  /** Domains of mail that many people have, the most common first: mistyped ones are noticed. */
  readonly mailDomains: readonly string[];
}

export interface DangerPair {
  readonly of: readonly string[];
  readonly and: readonly string[];
  /** Whether it is over or only feared if the text says so, as with a danger word: a child in the river. */
  readonly passing: boolean;
}

/** Acts for which staff often use the same text. */
export const REPLY_ACTS = ['resolve', 'reject', 'ask', 'notes'] as const;
export type ReplyAct = (typeof REPLY_ACTS)[number];

/** A text that saves officers typing; they can change it before they send it. */
export interface SavedReply {
  readonly act: ReplyAct;
  /** Codes of the categories that it fits; empty for all. */
  readonly categories: readonly string[];
  /** The title by which officers choose it. */
  readonly titles: LocalizedText;
  readonly texts: LocalizedText;
}

/** A subject that people in the city complain about; used to generate demo complaints. */
export interface Theme {
  readonly category: string;
  /** How many such reports were counted; only the proportions matter. */
  readonly reports: number;
  /** Invented complaints about it, in the city's own language. */
  readonly texts: readonly string[];
}

/** Another of the city's applications, and when it is the right place instead of a complaint. */
export interface CityService {
  readonly code: string;
  readonly names: LocalizedText;
  readonly purposes: LocalizedText;
  readonly belongs: LocalizedText;
  /** Words that suggest this service, in any of the pack's languages, lower case. */
  readonly keywords: readonly string[];
  /** Only where it is known; there is an `ask` otherwise. */
  readonly url?: string | undefined;
  /** The office that knows more. */
  readonly ask?: LocalizedText | undefined;
}

/** Everything that the product knows about one city. */
export interface CityPack {
  readonly code: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2: the country of telephone numbers without a country code. */
  readonly country: string;
  /** IANA name: `Asia/Jakarta`. */
  readonly timeZone: string;
  /** In the order in which they are offered. */
  readonly languages: readonly Language[];
  readonly defaultLanguage: Language;
  readonly emergencyNumber: string;
  /** Initial centre of the map. */
  readonly centre: Point;
  readonly outline: Outline;
  /** How many metres outside the outline a point may lie and still be served. */
  readonly outlineToleranceMeters: number;
  /** Only those in use; the same holds for categories and agencies. */
  readonly districts: readonly District[];
  readonly geography: Geography;
  readonly categories: readonly Category[];
  readonly agencies: readonly Agency[];
  /** No longer in use: see city/directory.ts. */
  readonly retired: {
    readonly districts: readonly RetiredDistrict[];
    readonly categories: readonly RetiredCategory[];
    readonly agencies: readonly RetiredAgency[];
  };
  readonly commandCentre: CommandCentre;
  /** Who gets the weekly report on how well the city keeps its promises. */
  readonly leadership: readonly (Contact & { readonly code: string })[];
  readonly policy: Policy;
  readonly holidays: readonly Holiday[];
  readonly retention: Retention;
  readonly filing: FilingHelp;
  readonly replies: readonly SavedReply[];
  readonly services: readonly CityService[];
  /** Source of the invented complaints in a demo database. */
  readonly themes: readonly Theme[];
}
