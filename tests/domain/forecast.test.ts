import { forecast } from '../../domain/forecast';
import { hoursAfter } from '../../domain/instant';
import { caseOnPaper, commandCentre, officer, RECEIVED_AT, supervisor } from '../support/case-on-paper';

const at = (hours: number) => hoursAfter(RECEIVED_AT, hours);

/** What is missed within 24 hours of the given hour, in short form. */
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

  it('is empty once the acknowledgement is there, until the target comes into view', () => {
    const paper = caseOnPaper({ targetHours: 72 });
    expect(paper.act(2, { act: 'acknowledge' }, officer)).toBeNull();
    expect(ahead(paper, 2)).toEqual([]);
    expect(ahead(paper, 30)).toEqual([]);
    expect(ahead(paper, 49)).toEqual(['72 resolved → 3 climbs target']);
  });

  it('says when missing the checkpoint also misses the promise', () => {
    expect(ahead(caseOnPaper({ targetHours: 24 }), 1)).toEqual(['24 resolved → 1 climbs target']);
  });

  it('leaves out what is due exactly at its end, and includes what is due a moment before', () => {
    const paper = caseOnPaper({ targetHours: 24 });
    expect(forecast(paper.current(), at(24))).toEqual([]);
    expect(forecast(paper.current(), at(24) + 1)).toHaveLength(1);
  });

  it('shows both checkpoints of a case that escalates twice if nobody acts', () => {
    const paper = caseOnPaper({ targetHours: 48 });
    // More than 24 hours ahead: in the default policy the checkpoints are a day apart.
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

  it('starts from the level of the case, and includes a miss that does not escalate', () => {
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

  it('leaves out reminders, and cases that are resolved', () => {
    const paper = caseOnPaper({ targetHours: 24 });
    expect(ahead(paper, 80)).toEqual([]);
    expect(paper.act(81, { act: 'resolve' }, commandCentre)).toBeNull();
    expect(ahead(paper, 81)).toEqual([]);
  });
});
