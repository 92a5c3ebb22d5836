import { z } from 'zod';
import { STATUS_NAMES } from './status-names';
import { UPDATE_STATUSES } from './update-status';

/** The JSON responses, as http://wiki.open311.org/GeoReport_v2 describes them; the XML adds its wrappers. */

const instant = z.iso.datetime();

export const discoverySchema = z
  .object({
    changeset: z.string(),
    contact: z.string(),
    key_service: z.string(),
    endpoints: z.array(
      z.object({
        specification: z.url(),
        url: z.url(),
        changeset: z.string(),
        type: z.enum(['production', 'test']),
        formats: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'Open311Discovery' });

export const servicesSchema = z.array(
  z
    .object({
      service_code: z.string(),
      service_name: z.string(),
      description: z.string(),
      metadata: z.boolean(),
      type: z.enum(['realtime', 'batch', 'blackbox']),
      keywords: z.string(),
      group: z.string(),
    })
    .meta({ id: 'Open311Service' }),
);

export const definitionSchema = z
  .object({
    service_code: z.string(),
    attributes: z.array(
      z.object({
        variable: z.boolean(),
        code: z.string(),
        datatype: z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
        required: z.boolean(),
        datatype_description: z.string().nullable(),
        order: z.int(),
        description: z.string(),
        values: z.array(z.object({ key: z.string(), name: z.string() })),
      }),
    ),
  })
  .meta({ id: 'Open311ServiceDefinition' });

export const requestsSchema = z.array(
  z
    .object({
      service_request_id: z.string(),
      status: z.enum(STATUS_NAMES),
      status_notes: z.string(),
      service_name: z.string(),
      service_code: z.string(),
      description: z.string().nullable(),
      agency_responsible: z.string().nullable(),
      service_notice: z.string().nullable(),
      requested_datetime: instant,
      updated_datetime: instant,
      expected_datetime: instant,
      address: z.string(),
      address_id: z.null(),
      zipcode: z.null(),
      lat: z.number().nullable(),
      long: z.number().nullable(),
      media_url: z.url().nullable(),
    })
    .meta({ id: 'Open311Request' }),
);

export const filedSchema = z.array(
  z
    .object({
      service_request_id: z.string(),
      service_notice: z.string(),
      account_id: z.string().nullable(),
    })
    .meta({ id: 'Open311Filed' }),
);

export const tokensSchema = z.array(
  z.object({ service_request_id: z.string(), token: z.string() }).meta({ id: 'Open311Token' }),
);

export const updatesSchema = z.array(
  z
    .object({
      update_id: z.string(),
      service_request_id: z.string(),
      status: z.enum(UPDATE_STATUSES),
      updated_datetime: instant,
      description: z.string(),
      media_url: z.url().nullable(),
    })
    .meta({ id: 'Open311Update' }),
);

export const updatedSchema = z.array(z.object({ update_id: z.string() }).meta({ id: 'Open311Updated' }));

export const errorsSchema = z.array(
  z.object({ code: z.int(), description: z.string() }).meta({ id: 'Open311Error' }),
);
