/** Conditions of a WHERE, joined by AND; values only go into the bind list. */
export class Conditions {
  private readonly terms: string[] = [];
  readonly bind: unknown[] = [];

  /** Adds a value to the bind list and returns its placeholder. */
  value(value: unknown): string {
    this.bind.push(value);
    return `$${this.bind.length}`;
  }

  /** `term` is our own SQL, with placeholders for its values. */
  add(term: string): void {
    this.terms.push(`(${term})`);
  }

  get sql(): string {
    return this.terms.length === 0 ? 'TRUE' : this.terms.join(' AND ');
  }
}
