import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailView } from '../../mail/mail-view';
import { createTemplateSet } from '../../mail/template-set';
import { templatesFolder } from './mail-desk';

const folder = join(templatesFolder, 'mail');

const view: MailView = {
  language: 'id',
  city: 'Kota',
  trackingCode: 'SK-7Q4M-2XKD',
  subject: 'Aduan <b>',
  greeting: 'Bapak/Ibu,',
  chip: { word: '○ Masih ada waktu', background: '#e0f1f3', colour: '#0b4f5b' },
  lead: ['Satu & dua.'],
  lateSending: null,
  sections: [],
  tables: [],
  quotes: [{ label: 'Isi', lines: ['baris 1', 'baris 2'] }],
  photos: [],
  facts: [{ label: 'Peta', value: '1, 2', url: 'https://peta.example/?a=1&b=2' }],
  history: [],
  historyTitle: 'Yang sudah terjadi',
  button: { label: 'Terima', url: 'https://aduan.example/act' },
  links: [],
  notes: [],
  closing: 'Salam',
  automatic: 'Otomatis',
  stop: null,
};

describe('the templates of mails', () => {
  it('escape in HTML and leave plain text plain', () => {
    const templates = createTemplateSet(folder);
    expect(templates.html(view)).toContain('Satu &amp; dua.');
    expect(templates.text(view)).toContain('Satu & dua.');
    expect(templates.text(view)).toContain('> baris 1\n> baris 2\n');
  });

  it('have inline styles with literal colours, in one column of 560 px', () => {
    const html = createTemplateSet(folder).html(view);
    expect(html).toMatch(/class="column" style="max-width: 560px/);
    expect(html).toMatch(/class="button" [^>]*style="[^"]*background-color: #0c5460/);
    expect(html).toContain('background-color: #e0f1f3; color: #0b4f5b');
    expect(html).not.toMatch(/<style|<link|<script|var\(/);
  });

  it('fail on a field that the view lacks instead of leaving a gap', () => {
    const lacking: Partial<MailView> = { ...view };
    delete lacking.closing;
    const templates = createTemplateSet(folder);
    expect(() => templates.html(lacking as MailView)).toThrow('closing');
    expect(() => templates.text(lacking as MailView)).toThrow('closing');
  });

  it.each(['{{{closing}}}', '{{&closing}}', '{{#if stop}}{{~{closing}~}}{{/if}}'])(
    'are refused with %s in any of them',
    async (unescaped) => {
      const copy = await mkdtemp(join(tmpdir(), 'mail-templates-'));
      try {
        await cp(folder, copy, { recursive: true });
        for (const file of (await readdir(folder)).filter((name) => name.endsWith('.hbs'))) {
          const original = await readFile(join(folder, file), 'utf8');
          await writeFile(join(copy, file), `${original}\n${unescaped}`);
          expect(() => createTemplateSet(copy)).toThrow(file);
          await writeFile(join(copy, file), original);
        }
        expect(() => createTemplateSet(copy)).not.toThrow();
      } finally {
        await rm(copy, { recursive: true });
      }
    },
  );
});
