/** JSON text with gaps: what many objects share is written once. */
export interface TextTemplate {
  /** @param values one per gap, in the order of the names given to compile; they must need no escaping in JSON. */
  render(values: readonly (string | number)[]): string;
}

/** The text that stands in an object where a value shall be filled in. */
export function gap(name: string): string {
  return `<<${name}>>`;
}

/** Makes a template of an object's JSON; a gap may occur several times. */
export function compile(object: object, names: readonly string[]): TextTemplate {
  const parts = JSON.stringify(object).split(/<<(\w+)>>/);
  const texts = parts.filter((_, index) => index % 2 === 0);
  const gaps = parts.filter((_, index) => index % 2 === 1).map((name) => indexOf(names, name));
  return {
    render: (values) =>
      gaps.reduce(
        (text, gapIndex, index) => text + String(values[gapIndex]) + (texts[index + 1] ?? ''),
        texts[0] ?? '',
      ),
  };
}

function indexOf(names: readonly string[], name: string): number {
  const index = names.indexOf(name);
  if (index < 0) throw new Error(`A template has the gap "${name}", for which no value is given.`);
  return index;
}
