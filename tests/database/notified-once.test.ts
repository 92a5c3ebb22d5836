import { createReporterStore } from '../../database/stores/reporter-store';
import { createSupporterStore } from '../../database/stores/supporter-store';
import { openDesk, type Desk } from './open-desk';

const SITI = { name: null, email: 'siti@warga.example', phone: null, language: 'id' };

describe('somebody with two complaints about one problem who also supports it', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  const recipientsOf = async (kind: string) =>
    (await desk.db.models.Notification.findAll({ where: { kind }, order: ['recipient'] })).map(
      ({ recipient }) => recipient,
    );

  /** @returns whom the mails of the survivor may go to */
  async function filedTwice({ confirmed }: { confirmed: readonly ('first' | 'second' | 'support')[] }) {
    const [reporters, supporters] = [createReporterStore(desk), createSupporterStore(desk)];
    const first = await desk.fileAssigned({ reporter: SITI });
    const second = await desk.fileAssigned({ reporter: { ...SITI, email: 'Siti@Warga.example' } });
    await supporters.add({ complaintId: first.id, email: SITI.email, language: 'id' });
    const support = await desk.db.models.Supporter.findOne({ rejectOnEmpty: true });
    if (confirmed.includes('first')) await reporters.confirmEmail({ complaintId: first.id, generation: 1 });
    if (confirmed.includes('second')) await reporters.confirmEmail({ complaintId: second.id, generation: 1 });
    if (confirmed.includes('support')) await reporters.confirmSupporter(support.id);
    await desk.act(second.id, { act: 'merge', into: first.id });
    await desk.act(first.id, { act: 'resolve' });
    const names = { first: `reporter:${first.id}`, second: `reporter:${second.id}` };
    return { ...names, support: `supporter:${support.id}` };
  }

  it('is notified once, as the reporter of the survivor', async () => {
    const { first } = await filedTwice({ confirmed: ['first', 'second', 'support'] });
    expect(await recipientsOf('resolved')).toEqual([first]);
  });

  it('is notified separately where an address is unconfirmed, since anybody may have typed it', async () => {
    const { first, second, support } = await filedTwice({ confirmed: ['second'] });
    expect(await recipientsOf('resolved')).toEqual([first, second, support].sort());
  });
});
