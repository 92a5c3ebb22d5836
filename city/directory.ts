import type { CityPack, Language, LocalizedText, Office, RetiredAgency } from './city-pack';
import { inLanguage } from './in-language';

/** What complaints are sorted by. Codes live forever: lists have those in use first, then the retired ones. */
export const SORTED_BY = ['agencies', 'categories', 'districts'] as const;
export type SortedBy = (typeof SORTED_BY)[number];

type Listed<Kind extends SortedBy> = CityPack[Kind][number] | CityPack['retired'][Kind][number];
type Lists = Pick<CityPack, SortedBy | 'retired'>;
type Named = Lists & Pick<CityPack, 'geography'>;

/** Every entry that a complaint may have. For what new complaints are offered, use the pack's own list. */
export function everyOf<Kind extends SortedBy>(city: Lists, kind: Kind): readonly Listed<Kind>[] {
  return [...city[kind], ...city.retired[kind]];
}

/** The codes of all those entries. */
export function everyCodeOf(city: Lists, kind: SortedBy): string[] {
  return everyOf(city, kind).map(({ code }) => code);
}

export function findIn<Kind extends SortedBy>(
  city: Lists,
  kind: Kind,
  code: string,
): Listed<Kind> | undefined {
  return everyOf(city, kind).find((each) => each.code === code);
}

/** The retired entry with this code. */
export function findRetired<Kind extends SortedBy>(
  city: Pick<CityPack, 'retired'>,
  kind: Kind,
  code: string,
): CityPack['retired'][Kind][number] | undefined {
  return city.retired[kind].find((each) => each.code === code);
}

/**
 * The entry in use that replaces a retired code, skipping successors that are retired themselves; null when there
 * is none, or the code is not retired.
 */
export function successorOf(city: Pick<CityPack, 'retired'>, kind: SortedBy, code: string): string | null {
  const successor = findRetired(city, kind, code)?.successor;
  if (successor === undefined) return null;
  // This ends: the loader refuses circles.
  return findRetired(city, kind, successor) ? successorOf(city, kind, successor) : successor;
}

/** The agency that gets this one's open cases at once; null for one that keeps what it has. */
export function heirOf(city: Pick<CityPack, 'retired'>, agency: string): string | null {
  const retired = findRetired(city, 'agencies', agency);
  return retired?.openCases === 'hand_over' ? successorOf(city, 'agencies', agency) : null;
}

/** Agencies that have staff: those in use, and retired ones that finish their open cases. */
export function workingAgencies(city: Pick<CityPack, 'agencies' | 'retired'>) {
  return [...city.agencies, ...city.retired.agencies.filter(({ openCases }) => openCases === 'finish')];
}

/** Offices of an agency by recipient role: its desk, level 1, level 2. */
export const AGENCY_OFFICES = ['agency', 'supervisor', 'agency_head'] as const;
export type AgencyOffice = (typeof AGENCY_OFFICES)[number];

/** The pack's address of an office; null without one, and for an agency whose open cases went to another. */
export function officeAddress(
  city: Lists,
  { office, agency: code }: { office: AgencyOffice; agency: string },
): string | null {
  const agency = heirOf(city, code) === null ? findIn(city, 'agencies', code) : undefined;
  if (!agency) return null;
  const { mailbox, supervisor, head } = agency;
  return { agency: mailbox, supervisor: supervisor.email, agency_head: head.email }[office] ?? null;
}

/**
 * Whether the agency's mailbox is warned of near deadlines in its morning digest instead of by a mail each time.
 */
export function isWarnedByDigest(city: Lists, agency: string): boolean {
  const hasMailbox = officeAddress(city, { office: 'agency', agency }) !== null;
  return hasMailbox && findIn(city, 'agencies', agency)?.warnings === 'digest';
}

/**
 * Names for codes in one language. A code that the pack does not know is returned as it is, so that no page fails
 * because of it.
 */
export interface Directory {
  agency(code: string): string;
  category(code: string): string;
  district(code: string): string;
  /** Null for what the pack does not know: villages come and go, and nothing depends on them. */
  village(code: string | null): string | null;
  /** The title of an agency's supervisor or head; null when no pack knows the agency. */
  title(office: 'supervisor' | 'head', agency: string): string | null;
}

/** The one place that turns codes of complaints into names. */
export function directoryIn(city: Named, language: Language): Directory {
  const named = (entry: { names: LocalizedText } | undefined, code: string) =>
    entry ? inLanguage(entry.names, language) : code;
  return {
    agency: (code) => named(findIn(city, 'agencies', code), code),
    category: (code) => named(findIn(city, 'categories', code), code),
    district: (code) => findIn(city, 'districts', code)?.name ?? code,
    village: (code) => city.geography.villages.find((each) => each.code === code)?.name ?? null,
    title: (office, code) => {
      const held: Office | undefined = findIn(city, 'agencies', code)?.[office];
      return held ? inLanguage(held.titles, language) : null;
    },
  };
}

/** What an application that uses a retired code is told. */
export function retiredSentence({ since }: Pick<RetiredAgency, 'since'>, successor: string | null): string {
  return successor === null
    ? `is not in use since ${since}`
    : `is not in use since ${since}: its successor is "${successor}"`;
}
