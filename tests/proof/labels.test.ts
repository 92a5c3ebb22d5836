import { SearchAttributeType, defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { eventually } from '../support/courier-bench';
import { openRealSystem, type RealSystem } from './real-system';
import { startWorkerHere } from './worker-here';

const officer: Actor = { kind: 'officer', agency: 'pupr', ref: 'key-1' };
const NAME = 'CaseLabel';
/** `IndexedValueType` of the server's API. */
const KEYWORD = 2;

describe('the labels that PostgreSQL gives a case', () => {
  let system: RealSystem;
  let stopWorker: () => Promise<void>;
  let id: string;

  beforeAll(async () => {
    system = await openRealSystem();
    await registerLabel();
    stopWorker = await startWorkerHere(system, {
      changeAdvanceCase: (advanceCase) => async (input) => {
        const advanced = await advanceCase(input);
        const searchAttributes = [{ name: NAME, value: `it is ${advanced.status}` }];
        return { ...advanced, labels: { details: `event ${advanced.sequence}`, searchAttributes } };
      },
    });
    id = await system.open();
  });
  afterAll(async () => {
    await stopWorker();
    await system.stop();
  });

  /** Waits until the whole server knows the name; a case that came earlier would wait for it. */
  async function registerLabel(): Promise<void> {
    const { client, namespace } = system;
    const searchAttributes = { [NAME]: KEYWORD };
    await client.connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    const key = defineSearchAttributeKey(NAME, SearchAttributeType.KEYWORD);
    const options = {
      workflowId: 'first',
      taskQueue: 'nobody',
      typedSearchAttributes: new TypedSearchAttributes([{ key, value: 'x' }]),
    };
    await eventually(() =>
      client.workflow.start('nobody', options).then(
        () => true,
        () => false,
      ),
    );
  }

  async function act(name: 'notes' | 'acknowledge'): Promise<void> {
    const wanted: Act = name === 'notes' ? { act: name, public: true } : { act: name };
    const outcome = await system.act({ complaintId: id, act: wanted, actor: officer, requestId: name });
    expect(outcome).toMatchObject({ kind: 'done' });
  }

  const handle = () => system.caseClient.handleOf(id);
  const shown = async () => (await handle().describe()).searchAttributes[NAME];
  async function changes(): Promise<number> {
    const { events = [] } = await handle().fetchHistory();
    return (events ?? []).filter((event) => event.upsertWorkflowSearchAttributesEventAttributes).length;
  }

  it('are shown by the engine as they are given', async () => {
    await eventually(async () => (await shown())?.[0] === 'it is assigned');
    expect(await changes()).toBe(1);
  });

  it('add no event to the history while they stay the same', async () => {
    await act('notes');
    expect(await shown()).toEqual(['it is assigned']);
    expect(await changes()).toBe(1);
  });

  it('change with the case, and can be searched for', async () => {
    await act('acknowledge');
    await eventually(async () => (await shown())?.[0] === 'it is acknowledged');
    expect(await changes()).toBe(2);
    const query = `${NAME} = 'it is acknowledged'`;
    await eventually(async () => (await system.client.workflow.count(query)).count === 1);
  });

  it('give the one line that an operator sees first', async () => {
    const metadata = await handle().query('__temporal_workflow_metadata');
    expect(metadata).toMatchObject({ currentDetails: 'event 4' });
  });
});
