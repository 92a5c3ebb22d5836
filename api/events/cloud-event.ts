import {
  cityEventData,
  cityEventId,
  cityEventType,
  type CityEvent,
  type CityEventData,
  type CityEventType,
} from '../../domain/city-event';
import { isoInstant } from '../http/iso-instant';

/** CloudEvents 1.0, structured mode as JSON. */
export interface CloudEvent {
  specversion: '1.0';
  /** With `source`, the event's permanent name: whoever gets it twice recognises it by this. */
  id: string;
  source: string;
  type: CityEventType;
  /** The tracking code. */
  subject: string;
  /** When it was decided, RFC 3339. */
  time: string;
  datacontenttype: 'application/json';
  data: CityEventData;
}

export function toCloudEvent(event: CityEvent, { publicUrl }: { publicUrl: string }): CloudEvent {
  return {
    specversion: '1.0',
    id: cityEventId(event),
    source: `${publicUrl}/api/v1`,
    type: cityEventType(event.type),
    subject: event.trackingCode,
    time: isoInstant(event.at),
    datacontenttype: 'application/json',
    data: cityEventData(event, { publicUrl, isoInstant }),
  };
}
