import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import juice from 'juice';
import type { MailView } from './mail-view';

export interface TemplateSet {
  html(view: MailView): string;
  text(view: MailView): string;
}

/** A template would put a value into a mail unescaped. */
export class UnescapedTemplateError extends Error {
  override readonly name = 'UnescapedTemplateError';
}

class UnescapedFinder extends Handlebars.Visitor {
  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    if (!mustache.escaped) {
      throw new UnescapedTemplateError(`an unescaped value on line ${mustache.loc.start.line}`);
    }
    super.MustacheStatement(mustache);
  }
}

/**
 * Reads `layout.html.hbs`, `layout.txt.hbs`, their partials and `mail.css` from the folder, inlines the styles and
 * compiles. Rendering throws when a view lacks a field.
 * @throws UnescapedTemplateError for `{{{` and `{{&`, in HTML and in text
 */
export function createTemplateSet(folder: string): TemplateSet {
  const css = readFileSync(join(folder, 'mail.css'), 'utf8');
  return {
    html: compileAll({
      folder,
      suffix: '.html.hbs',
      noEscape: false,
      prepare: (source) => juice.inlineContent(source, css),
    }),
    // Plain text has no markup: escaping would only garble it.
    text: withoutGaps(
      compileAll({ folder, suffix: '.txt.hbs', noEscape: true, prepare: (source) => source }),
    ),
  };
}

interface Kind {
  folder: string;
  suffix: string;
  noEscape: boolean;
  prepare: (source: string) => string;
}

function compileAll({ folder, suffix, noEscape, prepare }: Kind): (view: MailView) => string {
  const handlebars = Handlebars.create();
  const files = readdirSync(folder).filter((file) => file.endsWith(suffix));
  for (const file of files) {
    const source = readFileSync(join(folder, file), 'utf8');
    refuseUnescaped(source, file);
    handlebars.registerPartial(file.slice(0, -suffix.length), prepare(source));
  }
  return handlebars.compile<MailView>('{{> layout}}', { strict: true, knownHelpersOnly: true, noEscape });
}

/** At most one empty line between parts, however many of them were left out. */
function withoutGaps(template: (view: MailView) => string): (view: MailView) => string {
  return (view) =>
    `${template(view)
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`;
}

function refuseUnescaped(source: string, file: string): void {
  try {
    new UnescapedFinder().accept(Handlebars.parse(source));
  } catch (error) {
    if (error instanceof UnescapedTemplateError)
      throw new UnescapedTemplateError(`${file}: ${error.message}`);
    throw error;
  }
}
