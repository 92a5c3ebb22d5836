import { createNotificationLogReader } from '../../database/readers/notification-log-reader';
import { startApi, type ApiUnderTest } from '../support/api-under-test';

describe('the log of a case’s notifications', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
  });
  afterAll(() => test.stop());

  it('lists those of this case only, the newest first, with references as recipients', async () => {
    const filed = await test.fileAssigned();
    await test.fileAssigned();
    const notifications = await createNotificationLogReader(test).about(filed.id);
    expect(notifications).toMatchObject([
      { sequence: 2, kind: 'assigned', recipient: 'agency:pupr', state: 'pending', attempts: 0 },
      { sequence: 1, kind: 'received', recipient: `reporter:${filed.id}`, lastError: null },
    ]);
  });

  it('dates a notification by when it was sent, or else by when it was stored', async () => {
    const filed = await test.fileAssigned();
    const before = await createNotificationLogReader(test).about(filed.id);
    const sentAt = Date.now() - 5_000;
    await test.db.sequelize.query(
      "UPDATE notifications SET state = 'sent', sent_at = $2 WHERE complaint_id = $1 AND kind = 'assigned'",
      { bind: [filed.id, new Date(sentAt)] },
    );
    const [assigned, received] = await createNotificationLogReader(test).about(filed.id);
    expect(assigned?.at).toBe(sentAt);
    expect(received?.at).toBe(before[1]?.at);
    expect(Math.abs((received?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  });
});
