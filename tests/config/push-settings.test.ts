import { readEnvironment } from '../../config/environment';
import { pushSettings } from '../../config/push-settings';
import { VAPID } from '../support/push-service';
import { generateVAPIDKeys } from 'web-push';
import { COMPLETE, issuesIn } from './complete-environment';

const keys = {
  VAPID_PUBLIC_KEY: VAPID.publicKey,
  VAPID_PRIVATE_KEY: VAPID.privateKey,
  VAPID_SUBJECT: VAPID.subject,
};

const issuesOf = (env: NodeJS.ProcessEnv) => issuesIn({ ...COMPLETE, ...env });

describe('the settings of pushes', () => {
  it('are undefined unless they are set', () => {
    expect(pushSettings(readEnvironment({ ...COMPLETE, VAPID_PUBLIC_KEY: '' }))).toBeUndefined();
    expect(pushSettings(readEnvironment({ ...COMPLETE, ...keys }))).toEqual(VAPID);
  });

  it.each(Object.keys(keys))('are refused without %s', (name) => {
    expect(issuesOf({ ...keys, [name]: '' })).toContain(`${name}: is missing`);
  });

  it('are refused if the keys are no pair, and say no key', () => {
    const issues = issuesOf({ ...keys, VAPID_PRIVATE_KEY: generateVAPIDKeys().privateKey });
    expect(issues).toContain('VAPID_PUBLIC_KEY: does not belong to VAPID_PRIVATE_KEY');
    expect(issues).not.toContain(VAPID.publicKey);
    expect(issuesOf({ ...keys, VAPID_PRIVATE_KEY: Buffer.alloc(32).toString('base64url') })).toContain(
      'VAPID_PUBLIC_KEY:',
    );
  });

  it.each([
    ['VAPID_PUBLIC_KEY', 'a key'],
    ['VAPID_PUBLIC_KEY', 'AAAA'],
    ['VAPID_PRIVATE_KEY', VAPID.publicKey],
    ['VAPID_SUBJECT', 'aduan@kota.example'],
  ])('are refused if %s is "%s"', (name, value) => {
    expect(issuesOf({ ...keys, [name]: value })).toContain(`${name}: must be`);
  });
});
