import { isoInstant } from '../../../api/http/iso-instant';
import type { ApiKeyRecord } from '../../../database/stores/api-key-store';
import type { Role } from '../../../domain/actor';
import type { Instant } from '../../../domain/instant';
import type { KeyScope } from '../../../domain/key-scopes';
import { oneLine } from '../../../domain/clean-text';
import type { MessageKey } from '../../../locale/translator';
import type { Locale } from '../../../locale/locale';

type KeyState = 'works' | 'revoked' | 'expired';

/** A key for display, without its secret. */
export function keyView(key: ApiKeyRecord, locale: Locale) {
  const { t, names } = locale;
  const state = stateOf(key);
  return {
    url: keyUrl(key.id),
    label: oneLine(key.label),
    prefix: key.prefix,
    role: roleName(key.role, locale),
    office: key.agency === null ? key.channel : names.agency(key.agency),
    works: state === 'works',
    state: t(`keys.state.${state}`),
    used: key.lastUsedAt === null ? null : instantView(key.lastUsedAt, locale),
  };
}

export interface KeyFact {
  label: string;
  /** One line each; a line with `iso` is shown as an instant. */
  values: { text: string; iso?: string }[];
}

/** All that is known of a key. */
export function keyFacts(key: ApiKeyRecord, locale: Locale): KeyFact[] {
  const { t, time } = locale;
  const at = (name: MessageKey, instant: Instant | null): KeyFact[] =>
    instant === null ? [] : [{ label: t(name), values: [timed(instant, locale)] }];
  return [
    mayFact(key, locale),
    ...(key.channel === null ? [] : [{ label: t('keys.facts.channel'), values: [{ text: key.channel }] }]),
    { label: t('keys.facts.begins'), values: [{ text: `${key.prefix}…` }] },
    ...at('keys.facts.created', key.createdAt),
    ...at('keys.facts.rotated', key.rotatedAt > key.createdAt + ROTATED_AFTER_MS ? key.rotatedAt : null),
    ...at('keys.state.lastUsed', key.lastUsedAt),
    ...at('keys.facts.expires', key.expiresAt),
    ...at('keys.facts.revoked', key.revokedAt),
    ...(key.overlapping.length === 0 || stateOf(key) !== 'works'
      ? []
      : [
          {
            label: t('keys.facts.overlapping'),
            values: key.overlapping.map(({ prefix, endsAt }) => ({
              text: t('keys.facts.until', { prefix, time: time.long(endsAt) }),
            })),
          },
        ]),
  ];
}

export function keyUrl(id: string): string {
  return `/admin/keys/${id}`;
}

export function roleName(role: Role, { t }: Pick<Locale, 't'>): string {
  return t(role === 'application' ? 'keys.roles.application' : `admin.roles.${role}`);
}

export function scopeName(scope: KeyScope, { t }: Pick<Locale, 't'>): string {
  return t(SCOPES[scope]);
}

export function stateOf({ revokedAt, expiresAt }: ApiKeyRecord): KeyState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= Date.now() ? 'expired' : 'works';
}

/** The first secret is written an instant after its key. */
const ROTATED_AFTER_MS = 1_000;

const SCOPES: Record<KeyScope, MessageKey> = {
  'complaints:file': 'keys.scopes.complaints_file',
  'complaints:act': 'keys.scopes.complaints_act',
  'events:read': 'keys.scopes.events_read',
  'exports:read': 'keys.scopes.exports_read',
};

function mayFact({ role, scopes }: ApiKeyRecord, locale: Locale): KeyFact {
  const { t } = locale;
  if (role !== 'application') {
    return { label: t('keys.facts.role'), values: [{ text: roleName(role, locale) }] };
  }
  const may = scopes.map((scope) => ({ text: scopeName(scope, locale) }));
  return {
    label: t('keys.facts.scopes'),
    values: may.length === 0 ? [{ text: t('keys.facts.nothing') }] : may,
  };
}

function instantView(at: Instant, { time }: Pick<Locale, 'time'>) {
  return { iso: isoInstant(at), time: time.medium(at) };
}

function timed(at: Instant, { time }: Pick<Locale, 'time'>) {
  return { text: time.long(at), iso: isoInstant(at) };
}
