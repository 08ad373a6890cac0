/**
 * Names without the beginning (up to a `-` or `.`) and the domain (from a `.`) that all of them share. One name, or names
 * of which nothing would be left, stay whole.
 */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const head = names.length < 2 ? 0 : sharedHead(names);
  const tail = names.length < 2 ? 0 : sharedDomain(names);
  return new Map(names.map((name) => [name, cut(name, head, tail)]));
}

function cut(name: string, head: number, tail: number): string {
  const short = name.slice(head, name.length - tail);
  return short === '' ? name : short;
}

function sharedHead(names: readonly string[]): number {
  const [first = '', ...rest] = names;
  let length = first.length;
  for (const name of rest) {
    let same = 0;
    while (same < length && name[same] === first[same]) same++;
    length = same;
  }
  return Math.max(first.lastIndexOf('-', length - 1), first.lastIndexOf('.', length - 1)) + 1;
}

function sharedDomain(names: readonly string[]): number {
  const domains = new Set(names.map((name) => (name.includes('.') ? name.slice(name.indexOf('.')) : '')));
  return domains.size === 1 ? ([...domains][0]?.length ?? 0) : 0;
}
