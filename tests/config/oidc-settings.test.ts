import { readEnvironment } from '../../config/environment';
import { oidcSettings } from '../../config/oidc-settings';
import { COMPLETE, issuesIn } from './complete-environment';

const accounts = {
  OIDC_ISSUER: 'https://masuk.example.org/realms/kota',
  OIDC_CLIENT_ID: 'sikesal',
  OIDC_CLIENT_SECRET: 'secret',
};

const issuesOf = (env: NodeJS.ProcessEnv) => issuesIn({ ...COMPLETE, ...env });

describe('the settings of the city’s own accounts', () => {
  const settingsOf = (env: NodeJS.ProcessEnv) => oidcSettings(readEnvironment({ ...COMPLETE, ...env }));

  it('are undefined unless they are set', () => {
    expect(settingsOf({})).toBeUndefined();
    expect(settingsOf({ OIDC_ISSUER: '', OIDC_CLIENT_ID: '' })).toBeUndefined();
  });

  it('ask only for the address, trust only a verified one, and open no API by default', () => {
    expect(settingsOf(accounts)).toEqual({
      issuer: accounts.OIDC_ISSUER,
      clientId: 'sikesal',
      clientSecret: 'secret',
      scope: 'openid email',
      audience: null,
      trustsEmails: false,
    });
    const more = { OIDC_AUDIENCE: 'api', OIDC_TRUST_EMAILS: 'true', OIDC_SCOPE: 'email openid profile' };
    expect(settingsOf({ ...accounts, ...more })).toMatchObject({
      audience: 'api',
      trustsEmails: true,
      scope: 'email openid profile',
    });
  });

  it.each(Object.keys(accounts))('are refused without %s, since the others would have no effect', (name) => {
    expect(issuesOf({ ...accounts, [name]: '' })).toContain(`${name}: is missing`);
    expect(issuesOf({ [name]: accounts[name as keyof typeof accounts] })).toContain('is missing');
    expect(issuesOf({ OIDC_AUDIENCE: 'api' })).toContain(`${name}: is missing`);
  });

  it('do not open the API to tokens that were issued to sign somebody in', () => {
    expect(issuesOf({ ...accounts, OIDC_AUDIENCE: accounts.OIDC_CLIENT_ID })).toContain('OIDC_AUDIENCE:');
    expect(issuesOf({ ...accounts, OIDC_AUDIENCE: 'sikesal-api' })).toBe('no issue');
  });

  it('accept an issuer without TLS only on this machine', () => {
    for (const issuer of ['http://localhost:8080', 'http://127.0.0.1:1', 'http://[::1]:1/realms/kota'])
      expect(issuesOf({ ...accounts, OIDC_ISSUER: issuer })).toBe('no issue');
    for (const issuer of [
      'http://masuk.example.org',
      'http://127.0.0.1.example.org',
      'http://localhost.example.org',
      'ftp://masuk.example.org',
      'masuk.example.org',
    ])
      expect(issuesOf({ ...accounts, OIDC_ISSUER: issuer })).toContain('OIDC_ISSUER: must be an https URL');
  });

  it('name what is wrong', () => {
    expect(issuesOf({ ...accounts, OIDC_SCOPE: 'email' })).toContain('OIDC_SCOPE: must have openid');
    expect(issuesOf({ ...accounts, OIDC_TRUST_EMAILS: 'yes' })).toContain('OIDC_TRUST_EMAILS:');
  });
});
