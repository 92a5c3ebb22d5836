import type { ComplaintSummaryView } from '../complaints/complaint-schemas';
import type { CsvDialect } from './csv-dialect';
import type { CsvColumn } from './csv-file';

type Column = CsvColumn<ComplaintSummaryView>;
type Name = keyof ComplaintSummaryView;

const PUBLIC: readonly Name[] = [
  ...(['trackingCode', 'category', 'district', 'agency', 'status', 'outcome', 'targetHours'] as const),
  ...(['receivedAt', 'acknowledgeBy', 'resolveBy', 'acknowledgedAt', 'resolvedAt', 'rejectedAt'] as const),
  ...(['closedAt', 'overdue', 'escalationLevel', 'cycle', 'supporters'] as const),
];
const INSTANTS: ReadonlySet<Name> = new Set([
  ...([
    'receivedAt',
    'acknowledgeBy',
    'resolveBy',
    'acknowledgedAt',
    'resolvedAt',
    'rejectedAt',
    'closedAt',
  ] as const),
]);
/** What the presenter shows to staff only, except the reporter. */
const INTERNAL: readonly Name[] = [
  ...(['channel', 'anonymous', 'confidential', 'published', 'hidden', 'decisionPending', 'officer'] as const),
  'policyVersion',
];

const PLACE: readonly Column[] = [
  { title: 'latitude', of: ({ location }) => location?.latitude ?? '' },
  { title: 'longitude', of: ({ location }) => location?.longitude ?? '' },
  { title: 'approximate', of: ({ location }) => cell(location?.approximate) },
  { title: 'village', of: ({ location }) => location?.village ?? '' },
  { title: 'address', of: ({ location }) => location?.address ?? '' },
];
const CONTENT: readonly Column[] = [
  ...PLACE,
  { title: 'description', of: ({ description }) => description ?? '' },
  { title: 'photos', of: ({ photos }) => photos.length },
  { title: 'link', of: ({ links }) => links.track ?? '' },
];

/**
 * The columns of a file for staff, or for everybody. They have the same names as in JSON; hidden values are empty.
 */
export function exportColumns({
  isForStaff,
  dialect,
}: {
  isForStaff: boolean;
  dialect: CsvDialect;
}): Column[] {
  const names = [...PUBLIC, ...(isForStaff ? INTERNAL : [])];
  return [...names.map((name) => column(name, dialect)), ...CONTENT];
}

function column(title: Name, { instant }: CsvDialect): Column {
  if (!INSTANTS.has(title)) return { title, of: (view) => cell(view[title]) };
  return { title, of: (view) => (view[title] ? instant(String(view[title])) : '') };
}

function cell(value: unknown): string | number {
  if (typeof value === 'number') return value;
  return value === null || value === undefined ? '' : String(value);
}
