import type { Scene } from '../draw-scene';
import type { TownName } from './complaints';

/** What a story can let happen to its complaint. */
export interface Hands {
  officer(act: string, body?: object, scenes?: Scene[]): Promise<void>;
  reporter(act: string, body?: object, scenes?: Scene[]): Promise<void>;
  hours(count: number): Promise<void>;
}

/** What has happened to each complaint; one without a story has only just been filed. */
export const TOWN_STORIES: Partial<Record<TownName, (hands: Hands) => Promise<void>>> = {
  async lamp({ officer, hours }) {
    await hours(1.4);
    await officer('acknowledge');
    await hours(15.5);
    await officer('start');
    await officer('notes', {
      text: 'Petugas sudah di lokasi. Kabel ke tiang putus, sedang disambung.',
      public: true,
    });
    await hours(2);
  },
  async pothole({ officer, hours }) {
    await hours(3);
    await officer('acknowledge');
    await hours(20);
    await officer('start');
    await hours(5);
    await officer('resolve', { note: 'Lubang sudah ditambal dengan aspal panas, jalan bisa dilewati.' }, [
      'pothole-patched',
    ]);
  },
  async drain({ officer, hours }) {
    await hours(2);
    await officer('acknowledge');
    await hours(48);
  },
  rubbish: ({ hours }) => hours(26),
  truck: ({ hours }) => hours(25),
  async pipe({ officer, reporter, hours }) {
    await officer('acknowledge');
    await hours(6);
    await officer('resolve', { note: 'Pipa sudah diganti, air mengalir lagi sejak pukul sebelas.' });
    await reporter('confirm');
    await reporter('rating', { stars: 5, text: 'Cepat sekali, terima kasih.' });
  },
  busStop: ({ officer }) =>
    officer('reject', {
      reason: 'not_city_matter',
      note: 'Halte ini milik provinsi; sudah kami teruskan ke sana.',
    }),
  levy: ({ officer }) => officer('acknowledge'),
  forgotten: ({ hours }) => hours(74),
  async objected({ officer, reporter, hours }) {
    await officer('acknowledge');
    await hours(8);
    await officer('resolve', { note: 'Dua lampu diganti, sekring panel diperbaiki.' }, ['street-light-lit']);
    await hours(2);
    await reporter(
      'reopen',
      { reason: 'partly', text: 'Lampu yang ketiga masih padam, persis di tikungan.' },
      ['street-light-out'],
    );
    await officer('acknowledge');
    await officer('ask', { question: 'Lampu ketiga itu di depan rumah nomor berapa?' });
  },
  async swept({ officer, reporter, hours }) {
    await officer('acknowledge');
    await officer('start');
    await hours(9);
    await officer('resolve', { note: 'Sampah sudah diangkut, bak dibersihkan.' }, ['rubbish-removed']);
    await reporter('confirm');
  },
  takenBack: ({ reporter }) => reporter('withdraw'),
};
