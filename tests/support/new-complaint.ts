import type { CityPack } from '../../city/city-pack';
import type { NewComplaint } from '../../database/stores/new-complaint';

/** A complaint as the API passes it to the store: by default about a damaged road. */
export function newComplaint({ city, ...changes }: { city: CityPack } & Partial<NewComplaint>): NewComplaint {
  const category = city.categories.find(({ code }) => code === (changes.category ?? 'jalan'));
  if (!category) throw new RangeError(`no category ${changes.category}`);
  return {
    description: 'Jalan berlubang besar di depan sekolah, sudah dua minggu.',
    category: category.code,
    agency: category.agency,
    targetHours: category.targetHours,
    policyVersion: city.policy.version,
    policy: city.policy,
    location: {
      latitude: -1.6399,
      longitude: 103.6131,
      address: null,
      district: 'kota-baru',
      approximate: false,
    },
    reporter: { name: 'Siti', email: 'siti@warga.example', phone: null, language: 'id' },
    anonymous: false,
    confidential: false,
    channel: 'web',
    filedBy: null,
    photos: [],
    idempotency: null,
    ...changes,
  };
}
