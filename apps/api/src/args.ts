import { nearest } from './near.js';

/** What the command line asked for. */
export interface Args {
  readonly kubeconfigs: readonly string[];
  readonly contexts: readonly string[];
  readonly allContexts: boolean;
  readonly demo: boolean;
  /** null: the default, or the next free one. */
  readonly port: number | null;
  readonly host: string | null;
  readonly data: string | null;
  /** Seconds between lists where clusters are polled instead of watched; null: watch. */
  readonly pollSeconds: number | null;
  readonly open: boolean;
  readonly help: boolean;
}

export type ParsedArgs = { readonly ok: true; readonly args: Args } | { readonly ok: false; readonly message: string };

type Values = Map<string, string[]>;

/** Flags, whether they take a value, and their line in the help. */
const FLAGS: Readonly<Record<string, { readonly value: string | null; readonly help: string }>> = {
  '--kubeconfig': { value: 'FILE', help: 'read clusters from this kubeconfig (repeatable)' },
  '--context': { value: 'NAME', help: 'this context of it (repeatable); default: the current one' },
  '--all-contexts': { value: null, help: 'every context of it' },
  '--demo': { value: null, help: 'show the built-in demo fleet, also beside real clusters' },
  '--port': { value: 'N', help: 'listen here; default 7070 or the next free port' },
  '--host': { value: 'ADDRESS', help: 'a loopback address; default 127.0.0.1' },
  '--data': { value: 'DIR', help: 'keep the database here; default .netkaart' },
  '--poll': { value: 'SECONDS', help: 'list every so often instead of watching' },
  '--open': { value: null, help: 'open the map in the browser' },
  '--help': { value: null, help: 'show this' },
};

export const HELP = `Netkaart: a living map of Kubernetes networks.

npm start -- [options]

${Object.entries(FLAGS)
  .map(([flag, { value, help }]) => `  ${`${flag}${value === null ? '' : ` ${value}`}`.padEnd(22)}${help}`)
  .join('\n')}

Without --kubeconfig, clusters come from $KUBECONFIG or the cluster that Netkaart runs in; without those, the demo fleet
is shown. ~/.kube/config is read only when it is named: npm start -- --kubeconfig ~/.kube/config
Settings by environment variable are described in .env.example.
`;

/** Reads `--flag value` and `--flag=value`. A problem is a sentence that says what to do. */
export function parseArgs(argv: readonly string[]): ParsedArgs {
  const values: Values = new Map();
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const problem = take(word === '-h' ? '--help' : word, rest, values);
    if (problem !== null) return { ok: false, message: problem };
  }
  return check(values);
}

function take(word: string, rest: string[], values: Values): string | null {
  const [flag, inline] = splitOnce(word);
  const known = FLAGS[flag];
  if (!known) return unknownFlag(flag);
  if (known.value === null) {
    if (inline !== undefined) return `${flag} takes no value.`;
    values.set(flag, []);
    return null;
  }
  const value = inline ?? (rest[0]?.startsWith('--') ? undefined : rest.shift());
  if (value === undefined || value === '') return `${flag} needs a value: ${flag} ${known.value}.`;
  values.set(flag, [...(values.get(flag) ?? []), value]);
  return null;
}

function splitOnce(word: string): [string, string?] {
  const at = word.indexOf('=');
  return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word];
}

function unknownFlag(flag: string): string {
  if (!flag.startsWith('-')) return `"${flag}" is not an option. Options begin with --; --help lists them.`;
  const near = nearest(flag, Object.keys(FLAGS));
  return `There is no option ${flag}.${near === null ? '' : ` Did you mean ${near}?`} --help lists all.`;
}

function check(values: Values): ParsedArgs {
  const last = (flag: string): string | null => values.get(flag)?.at(-1) ?? null;
  const port = last('--port');
  const poll = last('--poll');
  if (port !== null && !isWhole(port, 0, 65_535))
    return { ok: false, message: `--port must be a whole number from 0 to 65535, not "${port}".` };
  if (poll !== null && !isWhole(poll, 1, 86_400))
    return { ok: false, message: `--poll must be whole seconds from 1 to 86400, not "${poll}".` };
  return {
    ok: true,
    args: {
      kubeconfigs: values.get('--kubeconfig') ?? [],
      contexts: values.get('--context') ?? [],
      allContexts: values.has('--all-contexts'),
      demo: values.has('--demo'),
      port: port === null ? null : Number(port),
      host: last('--host'),
      data: last('--data'),
      pollSeconds: poll === null ? null : Number(poll),
      open: values.has('--open'),
      help: values.has('--help'),
    },
  };
}

function isWhole(text: string, min: number, max: number): boolean {
  return /^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max;
}
