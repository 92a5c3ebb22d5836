import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPageTemplates, UnescapedPageError } from '../../web/page-templates';

describe('a page template', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sikesal-pages-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const t = (key: string) => `said ${key} <`;
  const compile = (source: string) => {
    writeFileSync(join(folder, 'one.hbs'), source);
    return createPageTemplates(folder);
  };

  it.each(['{{{text}}}', '{{&text}}', '{{#each all}}{{{this}}}{{/each}}', '{{{t "web.home.lead"}}}'])(
    'is refused if it would insert a value unescaped: %s',
    (source) => {
      expect(() => compile(source)).toThrow(UnescapedPageError);
    },
  );

  it('escapes values and texts', () => {
    const templates = compile('{{text}} {{t "web.home.lead"}}');
    expect(templates.render('one', { text: '<b>' }, t)).toBe('&lt;b&gt; said web.home.lead &lt;');
  });

  it('fails on a field that its view lacks', () => {
    const templates = compile('{{complaint.code}}');
    expect(() => templates.render('one', { complaint: {} }, t)).toThrow('code');
  });
});
