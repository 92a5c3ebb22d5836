import type { KeyScope } from '../../domain/key-scopes';
import type { Audience } from '../http/published-example';

interface SchemeSettings {
  sessionCookie: string;
  /** The city's own issuer; null if the API accepts no tokens of one. */
  issuer: string | null;
}

/** Every kind of credential. */
export function securitySchemes({ sessionCookie, issuer }: SchemeSettings) {
  return {
    key: {
      type: 'http',
      scheme: 'bearer',
      description:
        'An API key (`sk_…`) of an application or of a role of the staff. What a requirement lists are the scopes ' +
        'that the key of an application needs; other keys may what their role may.',
    },
    reporter: {
      type: 'http',
      scheme: 'bearer',
      description: 'The `reporterToken` that a filing answered; for that complaint alone.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: sessionCookie,
      description:
        'Of a member of staff who is signed in to the pages. It opens what is read, and nothing else.',
    },
    keyParameter: {
      type: 'apiKey',
      in: 'query',
      name: 'api_key',
      description: 'An API key as GeoReport sends it; in a form it may stand among the fields.',
    },
    ...(issuer === null
      ? {}
      : {
          oidc: {
            type: 'openIdConnect',
            openIdConnectUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
            description: 'A token that the city’s issuer made out to this API, of a member of staff.',
          } as const,
        }),
  } as const;
}

interface OperationAccess {
  audience: Audience;
  method: string;
  scope?: KeyScope;
  hasIssuer: boolean;
}

type Requirement = Record<string, string[]>;

/** Alternatives: any one is enough. The empty one means that no credential is needed. */
export function requirementsOf({ audience, method, scope, hasIssuer }: OperationAccess): Requirement[] {
  const key = { key: scope ? [scope] : [] };
  const members: Requirement[] = [
    ...(method === 'get' ? [{ session: [] }] : []),
    ...(hasIssuer ? [{ oidc: [] }] : []),
  ];
  switch (audience) {
    case 'everybody':
      return [{}, key, { reporter: [] }, ...members];
    case 'reporters':
      return [{ reporter: [] }, key];
    case 'applications':
    case 'officers':
    case 'supervisors':
    case 'command_centre':
    case 'administrators':
      return [key, ...members];
  }
}

/** For Open311, which accepts keys only. */
export function keyRequirementsOf({
  audience,
  scope,
}: Pick<OperationAccess, 'audience' | 'scope'>): Requirement[] {
  const scopes = scope ? [scope] : [];
  const either: Requirement[] = [{ key: scopes }, { keyParameter: scopes }];
  return audience === 'everybody' ? [{}, ...either] : either;
}

/** For human readers; the security requirements say the rest. */
export const AUDIENCES: Record<Audience, string> = {
  everybody: 'For everybody.',
  reporters: 'For whoever filed the complaint, by its token or by the key of the application that did.',
  applications: 'For applications and all of the staff.',
  officers: 'For the staff of the agency that has it, and for the command centre.',
  supervisors: 'For supervisors and heads of the agency that has it, and for the command centre.',
  command_centre: 'For the command centre.',
  administrators: 'For administrators.',
};
