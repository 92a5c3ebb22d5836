import type { Scene } from '../draw-scene';

export interface TownComplaint {
  category: string;
  /** The agency that answers for it at first. */
  agency: string;
  description: string;
  location: { latitude: number; longitude: number; address: string } | { district: string; address: string };
  reporter?: { name?: string; email: string; phone?: string; language: 'id' | 'en' };
  /** Whether the reporter has confirmed the address, so that mails and pages show everything. */
  isConfirmed?: boolean;
  anonymous?: boolean;
  confidential?: boolean;
  /** Photos, taken where and when the complaint was filed. */
  scenes: Scene[];
}

/** The complaints of invented people in Kota Jambi; nobody of these names lives at these places. */
export const TOWN_COMPLAINTS = {
  lamp: {
    category: 'lampu-jalan',
    agency: 'dishub',
    description:
      'Lampu depan musala padam sejak Minggu malam. Jalannya gelap dan anak-anak takut pulang mengaji.',
    location: { latitude: -1.6204, longitude: 103.6212, address: 'Jalan Kenanga, depan musala' },
    reporter: { name: 'Dewi Lestari', email: 'dewi@warga.example', language: 'id' },
    isConfirmed: true,
    scenes: ['street-light-out'],
  },
  pothole: {
    category: 'jalan',
    agency: 'pupr',
    description:
      'Lubang besar di tengah jalan, lebarnya kira-kira satu meter dan penuh air. Kemarin ada motor jatuh di sini.',
    location: { latitude: -1.6052, longitude: 103.5716, address: 'Jalan Melati, dekat gerbang SD' },
    reporter: { name: 'Siti Rahma', email: 'siti@warga.example', language: 'id' },
    isConfirmed: true,
    scenes: ['pothole'],
  },
  drain: {
    category: 'drainase',
    agency: 'pupr',
    description:
      'Parit di depan deretan toko tersumbat sampah. Setiap hujan air meluap ke jalan setinggi mata kaki.',
    location: { latitude: -1.5934, longitude: 103.6135, address: 'Jalan Pasar Lama, depan deretan toko' },
    reporter: { name: 'Rudi Hartono', email: 'rudi@warga.example', language: 'id' },
    scenes: ['drain-clogged'],
  },
  rubbish: {
    category: 'kebersihan',
    agency: 'dlh',
    description: 'Sampah di TPS sudah lima hari tidak diangkut. Baunya sampai ke rumah warga.',
    location: { latitude: -1.619, longitude: 103.6163, address: 'TPS dekat pasar pagi' },
    reporter: { name: 'Budi Santoso', email: 'budi@warga.example', language: 'id' },
    scenes: ['rubbish'],
  },
  truck: {
    category: 'parkir',
    agency: 'dishub',
    description: 'Truk besar parkir di bahu jalan sepanjang malam dan menutup jalan ke klinik.',
    location: { latitude: -1.5817, longitude: 103.6363, address: 'Jalan Anggrek, depan klinik' },
    anonymous: true,
    scenes: ['truck-parked'],
  },
  pipe: {
    category: 'air-bersih',
    agency: 'tirta-mayang',
    description: 'Pipa pecah di pinggir jalan, air memancar sejak subuh dan di rumah kami tidak mengalir.',
    location: { latitude: -1.6265, longitude: 103.6289, address: 'Lorong Damai, simpang warung' },
    reporter: { name: 'Hendra', email: 'hendra@warga.example', language: 'id' },
    scenes: ['pipe-burst'],
  },
  busStop: {
    category: 'infrastruktur',
    agency: 'pupr',
    description: 'Atap halte roboh sebagian dan menggantung. Berbahaya untuk yang menunggu angkutan.',
    location: { latitude: -1.6399, longitude: 103.6131, address: 'Halte depan puskesmas' },
    reporter: { name: 'Yuni', email: 'yuni@warga.example', language: 'id' },
    scenes: ['bus-stop-broken'],
  },
  levy: {
    category: 'pelayanan-umum',
    agency: 'organisasi',
    description: 'Waktu mengurus surat domisili saya diminta uang tambahan supaya cepat selesai.',
    location: { district: 'danau-teluk', address: 'Kantor kelurahan' },
    reporter: { email: 'pelapor@warga.example', language: 'id' },
    anonymous: true,
    confidential: true,
    scenes: [],
  },
  english: {
    category: 'drainase',
    agency: 'pupr',
    description:
      'The drain along our street is blocked and water stands in front of the shops after every rain.',
    location: { latitude: -1.6124, longitude: 103.6042, address: 'Jalan Cempaka, next to the bakery' },
    reporter: { name: 'Anna Wijaya', email: 'anna@warga.example', language: 'en' },
    scenes: [],
  },
  forgotten: {
    category: 'jalan',
    agency: 'pupr',
    description: 'Aspal amblas di tikungan, kendaraan harus turun ke bahu jalan.',
    location: { latitude: -1.6564, longitude: 103.6001, address: 'Jalan Flamboyan, tikungan kedua' },
    reporter: { name: 'Pak Agus', email: 'agus@warga.example', language: 'id' },
    scenes: ['pothole'],
  },
  objected: {
    category: 'lampu-jalan',
    agency: 'dishub',
    description: 'Tiga lampu berturut-turut padam di gang kami.',
    location: { latitude: -1.6038, longitude: 103.5935, address: 'Jalan Danau, gang ketiga' },
    reporter: { name: 'Rina', email: 'rina@warga.example', language: 'id' },
    scenes: ['street-light-out'],
  },
  swept: {
    category: 'kebersihan',
    agency: 'dlh',
    description: 'Tumpukan kantong sampah di samping bak, sudah mulai masuk ke parit.',
    location: { latitude: -1.5941, longitude: 103.5577, address: 'Samping lapangan voli' },
    reporter: { name: 'Ibu Marni', email: 'marni@warga.example', language: 'id' },
    isConfirmed: true,
    scenes: ['rubbish'],
  },
  takenBack: {
    category: 'parkir',
    agency: 'dishub',
    description: 'Mobil parkir di atas trotoar depan sekolah setiap pagi.',
    location: { latitude: -1.6301, longitude: 103.6202, address: 'Depan SMP' },
    reporter: { email: 'eko@warga.example', language: 'id' },
    scenes: [],
  },
} as const satisfies Record<string, TownComplaint>;

export type TownName = keyof typeof TOWN_COMPLAINTS;
