import { forecast } from '../../domain/forecast';
import { hoursAfter } from '../../domain/instant';
import { caseOnPaper, commandCentre, officer, RECEIVED_AT, supervisor } from '../support/case-on-paper';

const at = (hours: number) => hoursAfter(RECEIVED_AT, hours);

/** What is missed in the 24 hours after so many, told shortly. */
function ahead(paper: ReturnType<typeof caseOnPaper>, hours: number) {
  paper.timePasses(hours);
  return forecast(paper.current(), at(hours + 24)).map(
    ({ checkpointHours, waitsFor, level, climbs, missesTarget }) =>
      `${checkpointHours} ${waitsFor} → ${level}${climbs ? ' climbs' : ''}${missesTarget ? ' target' : ''}`,
  );
}

describe('the forecast of a case', () => {
  it('names the checkpoint that waits for an acknowledgement', () => {
    expect(ahead(caseOnPaper({ targetHours: 72 }), 1)).toEqual(['24 acknowledged → 1 climbs']);
  });

  it('is empty once what the checkpoints before the target wait for is there', () => {
    const paper = caseOnPaper({ targetHours: 72 });
    expect(paper.act(2, { act: 'acknowledge' }, officer)).toBeNull();
    expect(ahead(paper, 2)).toEqual([]);
    expect(ahead(paper, 30)).toEqual([]);
    expect(ahead(paper, 49)).toEqual(['72 resolved → 3 climbs target']);
  });

  it('says that the promise is missed with it', () => {
    expect(ahead(caseOnPaper({ targetHours: 24 }), 1)).toEqual(['24 resolved → 1 climbs target']);
  });

  it('has what comes exactly at its end left out, and what comes a moment before in it', () => {
    const paper = caseOnPaper({ targetHours: 24 });
    expect(forecast(paper.current(), at(24))).toEqual([]);
    expect(forecast(paper.current(), at(24) + 1)).toHaveLength(1);
  });

  it('shows both checkpoints of a case that climbs twice if nobody acts', () => {
    const paper = caseOnPaper({ targetHours: 48 });
    // Longer than 24 hours ahead: with the default policy checkpoints are a day apart.
    const misses = forecast(paper.current(), at(48) + 1);
    expect(misses).toEqual([
      {
        ...{ checkpointHours: 24, dueBy: at(24), waitsFor: 'acknowledged' },
        ...{ level: 1, climbs: true, missesTarget: false },
      },
      {
        ...{ checkpointHours: 48, dueBy: at(48), waitsFor: 'resolved' },
        ...{ level: 2, climbs: true, missesTarget: true },
      },
    ]);
  });

  it('goes on from the level that the case has, and knows a miss that raises nothing', () => {
    const paper = caseOnPaper({ targetHours: 24 });
    paper.timePasses(73);
    expect(paper.act(74, { act: 'resolve' }, officer)).toBeNull();
    expect(
      paper.act(75, { act: 'reopen', reason: 'partly' }, { kind: 'reporter', complaintId: paper.state().id }),
    ).toBeNull();
    expect(ahead(paper, 76)).toEqual(['24 resolved → 3 target']);
  });

  it('follows an extension', () => {
    const paper = caseOnPaper({ targetHours: 48 });
    expect(paper.act(25, { act: 'acknowledge' }, officer)).toBeNull();
    expect(paper.act(30, { act: 'extend', hours: 10 }, supervisor)).toBeNull();
    expect(ahead(paper, 30)).toEqual([]);
    expect(ahead(paper, 35)).toEqual(['48 resolved → 2 climbs target']);
  });

  it('says nothing of reminders, nor of a case that is answered', () => {
    const paper = caseOnPaper({ targetHours: 24 });
    expect(ahead(paper, 80)).toEqual([]);
    expect(paper.act(81, { act: 'resolve' }, commandCentre)).toBeNull();
    expect(ahead(paper, 81)).toEqual([]);
  });
});
