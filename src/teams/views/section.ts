/** A heading with facts under it, as a template shows them in a FactSet. All text is safe to show. */
export interface Section {
  readonly title: string;
  readonly facts: readonly { readonly title: string; readonly value: string }[];
}

/** Leaves out the facts that say nothing. */
export const section = (title: string, facts: Readonly<Record<string, string>>): Section => ({
  title,
  facts: Object.entries(facts).flatMap(([name, value]) => (value === '' ? [] : [{ title: name, value }])),
});
