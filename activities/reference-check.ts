import type { CityPack } from '../city/city-pack';
import type { ComplaintReader } from '../database/readers/complaint-reader';
import type { OutageWork } from '../database/stores/outage-work';
import type { StaffStore } from '../database/stores/staff-store';
import type { Act } from '../domain/acts';
import { canMergeInto } from '../domain/merging';
import { canTakeOn } from '../domain/officers';
import type { RefusalCode } from '../domain/refusal';

export type ReferenceCheck = ReturnType<typeof createReferenceCheck>;

interface ReferenceCheckDeps {
  city: CityPack;
  complaints: Pick<ComplaintReader, 'byId'>;
  staff: Pick<StaffStore, 'find'>;
  outages: Pick<OutageWork, 'isShifting'>;
}

/** Whether the agency, category, officer, outage or complaint that an act names exists and fits. */
export function createReferenceCheck({ city, complaints, staff, outages }: ReferenceCheckDeps) {
  return {
    async check({ complaintId, act }: { complaintId: string; act: Act }): Promise<RefusalCode | null> {
      if (act.act === 'reassign') {
        const category = act.category;
        const knowsAgency = city.agencies.some(({ code }) => code === act.agency);
        const knowsCategory = category === undefined || city.categories.some(({ code }) => code === category);
        return knowsAgency && knowsCategory ? null : 'invalid';
      }
      if (act.act === 'assign') {
        if (act.officer === null) return null;
        const [complaint, member] = await Promise.all([
          complaints.byId(complaintId),
          staff.find(act.officer),
        ]);
        return complaint && canTakeOn(member, complaint) ? null : 'invalid';
      }
      if (act.act === 'shift') {
        // Nobody could explain or call off deadlines that were moved for an outage which is none.
        const { shift: outageId, agency, hours } = act;
        return (await outages.isShifting({ outageId, agency, hours })) ? null : 'invalid';
      }
      if (act.act !== 'merge') return null;
      const [complaint, survivor] = await Promise.all([
        complaints.byId(complaintId),
        complaints.byId(act.into),
      ]);
      return complaint && survivor && canMergeInto(complaint, survivor) ? null : 'not_mergeable';
    },
  };
}
