import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { MessageKey, MessageParams, Translate } from '../locale/translator';

/** A template that would put a value into a page without escaping it. */
export class UnescapedPageError extends Error {
  override readonly name = 'UnescapedPageError';
}

export interface PageTemplates {
  /** @throws Error when the view lacks a field, RangeError for a text that the locale files lack */
  render(template: string, view: object, t: Translate): string;
}

const SUFFIX = '.hbs';

class UnescapedFinder extends Handlebars.Visitor {
  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    if (!mustache.escaped)
      throw new UnescapedPageError(`an unescaped value on line ${mustache.loc.start.line}`);
    super.MustacheStatement(mustache);
  }
}

/**
 * Compiles every template under the folder. Each may use the others as partials, by their paths without extension
 * (`filing/steps`), and `{{t "web.…"}}` for a text.
 * @throws UnescapedPageError for `{{{` and `{{&`
 */
export function createPageTemplates(folder: string): PageTemplates {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('t', (key: MessageKey, { hash, data }: Handlebars.HelperOptions) => {
    const { t } = data as { t: Translate };
    return t(key, hash as MessageParams);
  });
  const options = { strict: true, knownHelpersOnly: true, knownHelpers: { t: true }, preventIndent: true };
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length));
  const compiled = new Map(
    names.map((name) => {
      const source = readFileSync(join(folder, `${name}${SUFFIX}`), 'utf8');
      refuseUnescaped(source, name);
      const template = handlebars.compile<object>(source, options);
      handlebars.registerPartial(name, template);
      return [name, template];
    }),
  );
  return {
    render(name, view, t) {
      const template = compiled.get(name);
      if (!template) throw new RangeError(`there is no page template "${name}"`);
      return template(view, { data: { t } });
    },
  };
}

function refuseUnescaped(source: string, name: string): void {
  try {
    new UnescapedFinder().accept(Handlebars.parse(source));
  } catch (error) {
    if (error instanceof UnescapedPageError) throw new UnescapedPageError(`${name}: ${error.message}`);
    throw error;
  }
}
