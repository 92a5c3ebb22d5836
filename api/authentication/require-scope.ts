import type { KeyScope } from '../../domain/key-scopes';
import { Problem } from '../http/problem';
import type { Credential } from './credential';

/**
 * Scopes restrict applications only; everybody else is restricted by role.
 * @throws Problem `insufficient_scope`
 */
export function requireScope(credential: Credential, scope: KeyScope): void {
  if (credential.kind !== 'api_key' || credential.role !== 'application') return;
  if (credential.scopes.includes(scope)) return;
  throw new Problem({
    code: 'insufficient_scope',
    detail: `This key is not allowed "${scope}".`,
    members: { scope },
    headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  });
}
