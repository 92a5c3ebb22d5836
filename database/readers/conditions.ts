/** Conditions of a WHERE, joined by AND; values go nowhere but into the bind list. */
export class Conditions {
  private readonly terms: string[] = [];
  readonly bind: unknown[] = [];

  /** Keeps a value and returns the placeholder that stands for it. */
  value(value: unknown): string {
    this.bind.push(value);
    return `$${this.bind.length}`;
  }

  /** `term` is SQL of ours, its values written as placeholders. */
  add(term: string): void {
    this.terms.push(`(${term})`);
  }

  get sql(): string {
    return this.terms.length === 0 ? 'TRUE' : this.terms.join(' AND ');
  }
}
