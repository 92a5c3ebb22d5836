import { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import type { SessionStore } from '../../database/stores/session-store';
import type { StaffMember, StaffStore } from '../../database/stores/staff-store';
import { administratorOnly } from '../authentication/administrator-only';
import { defineOperation } from '../http/operation';
import { notFound } from '../http/problem';
import { json } from '../http/reply';
import { presentDetails, presentMember } from './staff-presenter';
import {
  newStaffSchema,
  staffChangeSchema,
  staffDetailsSchema,
  staffListQuery,
  staffMemberSchema,
} from './staff-schemas';
import { cityExamples } from '../documentation/example-values';

export interface StaffDeps {
  city: CityPack;
  publicUrl: string;
  staff: StaffStore;
  sessions: Pick<SessionStore, 'listOf' | 'closeAllOf'>;
}

const TAG = 'Staff';
const MEMBER = { 200: { description: 'The member as they are now.', schema: staffMemberSchema } };

/** Members of staff and their access, for administrators; for everybody else these operations do not exist. */
export function staffOperations(deps: StaffDeps) {
  return {
    listStaff: listStaff(deps),
    addStaff: addStaff(deps),
    getStaff: getStaff(deps),
    changeStaff: changeStaff(deps),
    deactivateStaff: switchStaff(deps, 'deactivate'),
    reactivateStaff: switchStaff(deps, 'reactivate'),
    endStaffSessions: endSessions(deps),
  };
}

function listStaff({ staff }: StaffDeps) {
  return defineOperation(
    {
      id: 'listStaff',
      audience: 'administrators',
      example: { query: { active: 'true', q: 'budi' } },
      method: 'get',
      path: '/staff',
      tag: TAG,
      summary: 'Members of staff, by name',
      query: staffListQuery,
      responses: {
        200: {
          description: 'The members, those who were deactivated too unless `active=true`.',
          schema: z.object({ items: z.array(staffMemberSchema) }).meta({ id: 'StaffMembers' }),
        },
      },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ query: { active, ...query } }) {
        const filter = { ...query, ...(active === undefined ? {} : { active: active === 'true' }) };
        return json(200, { items: (await staff.list(filter)).map(presentMember) });
      },
    },
  );
}

function addStaff({ city, publicUrl, staff }: StaffDeps) {
  return defineOperation(
    {
      id: 'addStaff',
      audience: 'administrators',
      example: { body: exampleMember(city) },
      headers: ['Location'],
      method: 'post',
      path: '/staff',
      tag: TAG,
      summary: 'A new member, who can sign in from now on',
      description: 'An e-mail address is one member’s, so a repeat is refused with the rule `taken`.',
      body: newStaffSchema(city),
      responses: { 201: { description: 'The member.', schema: staffMemberSchema } },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ body: { agency = null, ...body }, credentialId }) {
        const member = await staff.add({ ...body, agency }, { by: credentialId });
        const Location = `${publicUrl}/api/v1/staff/${member.id}`;
        return json(201, presentMember(member), { Location });
      },
    },
  );
}

function exampleMember(city: CityPack) {
  const { agency } = cityExamples(city);
  return {
    ...{ name: 'Budi Santoso', email: 'budi.santoso@example.org', role: 'officer', agency },
    language: city.defaultLanguage,
  };
}

function getStaff({ staff, sessions }: StaffDeps) {
  return defineOperation(
    {
      id: 'getStaff',
      audience: 'administrators',
      method: 'get',
      path: '/staff/{id}',
      tag: TAG,
      summary: 'One member, and where they are signed in',
      responses: { 200: { description: 'The member.', schema: staffDetailsSchema } },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ params: { id = '' } }) {
        const member = await staff.find(id);
        if (!member) throw notFound();
        return json(200, presentDetails(member, await sessions.listOf(id)));
      },
    },
  );
}

function changeStaff({ city, staff }: StaffDeps) {
  return defineOperation(
    {
      id: 'changeStaff',
      audience: 'administrators',
      example: { body: { role: 'supervisor' } },
      method: 'patch',
      path: '/staff/{id}',
      tag: TAG,
      summary: 'Another name, address, language, role or agency; it counts with their next request',
      description: 'Another e-mail address ends their sessions. The last administrator stays one (409).',
      body: staffChangeSchema(city),
      responses: MEMBER,
      problems: ['not_found', 'conflict'],
    },
    {
      permit: administratorOnly,
      handle: async ({ params: { id = '' }, body, credentialId }) =>
        memberReply(await staff.change(id, body, { by: credentialId })),
    },
  );
}

const SWITCHES = {
  deactivate: {
    id: 'deactivateStaff',
    summary: 'Ends their access at once',
    description:
      'What they did stays; their open cases are assigned to nobody then. The last administrator stays one (409).',
  },
  reactivate: {
    id: 'reactivateStaff',
    summary: 'Lets them sign in again',
    description: 'Sessions that were ended stay so.',
  },
} as const;

function switchStaff({ staff }: StaffDeps, name: keyof typeof SWITCHES) {
  return defineOperation(
    {
      ...SWITCHES[name],
      audience: 'administrators',
      method: 'post',
      path: `/staff/{id}/${name}`,
      tag: TAG,
      responses: MEMBER,
      problems: name === 'deactivate' ? ['not_found', 'conflict'] : ['not_found'],
    },
    {
      permit: administratorOnly,
      handle: async ({ params: { id = '' }, credentialId }) =>
        memberReply(await staff[name](id, { by: credentialId })),
    },
  );
}

function endSessions({ staff, sessions }: StaffDeps) {
  return defineOperation(
    {
      id: 'endStaffSessions',
      audience: 'administrators',
      method: 'delete',
      path: '/staff/{id}/sessions',
      tag: TAG,
      summary: 'Signs them out everywhere; links not used yet end too',
      responses: { 204: { description: 'They are signed out.' } },
      problems: ['not_found'],
    },
    {
      permit: administratorOnly,
      async handle({ params: { id = '' }, credentialId }) {
        if (!(await staff.find(id))) throw notFound();
        await sessions.closeAllOf(id, { by: credentialId });
        return { status: 204 };
      },
    },
  );
}

function memberReply(member: StaffMember | null) {
  if (!member) throw notFound();
  return json(200, presentMember(member));
}
