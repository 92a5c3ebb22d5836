import type { MapMark } from '../map/cluster';
import type { MessageKey } from '../../locale/translator';
import type { Locale } from '../../locale/locale';

const WORDS: Record<MapMark, MessageKey> = {
  'on-time': 'words.urgency.on_time',
  soon: 'words.urgency.soon',
  'late-1': 'words.urgency.late_1',
  'late-2': 'words.urgency.late_2',
  'late-3': 'words.urgency.late_3',
  resolved: 'words.urgency.resolved',
  closed: 'words.urgency.closed',
};

/** A mark in words, with the office that has the complaint: “Tingkat 2, di kepala dinas”. */
export function urgencyWord(mark: MapMark, { t, names }: Locale): string {
  return t(WORDS[mark], { centre: names.centre });
}
