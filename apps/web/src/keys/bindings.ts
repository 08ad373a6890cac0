/** The keys of the sheet, in the columns in which it is read. `id` is a message under `keys.`. */
export interface Binding {
  readonly id: string;
  readonly keys: readonly string[];
}

export interface BindingGroup {
  readonly title: string;
  readonly bindings: readonly Binding[];
}

const mod = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

export const COLUMNS: readonly (readonly BindingGroup[])[] = [
  [
    {
      title: 'go',
      bindings: [
        { id: 'subnets', keys: ['g', 's'] },
        { id: 'routes', keys: ['g', 'r'] },
        { id: 'clusters', keys: ['g', 'c'] },
      ],
    },
    {
      title: 'here',
      bindings: [
        { id: 'sheet', keys: ['?'] },
        { id: 'language', keys: ['⇧', 'L'] },
        { id: 'theme', keys: ['⇧', 'D'] },
      ],
    },
  ],
  [
    {
      title: 'look',
      bindings: [
        { id: 'nearer', keys: ['+', '−'] },
        { id: 'whole', keys: ['0'] },
        { id: 'fit', keys: ['f'] },
        { id: 'mark', keys: ['←', '↑', '↓', '→'] },
        { id: 'pan', keys: ['⇧', '←', '→'] },
        { id: 'in', keys: ['↵', 'Esc'] },
        { id: 'colour', keys: ['1', '–', '6'] },
      ],
    },
  ],
  [
    {
      title: 'find',
      bindings: [
        { id: 'anything', keys: [mod, 'K'] },
        { id: 'view', keys: ['/'] },
        { id: 'problem', keys: ['[', ']'] },
        { id: 'table', keys: ['t'] },
        { id: 'link', keys: ['y'] },
      ],
    },
    {
      title: 'time',
      bindings: [
        { id: 'pause', keys: ['Space'] },
        { id: 'live', keys: ['l'] },
      ],
    },
  ],
];
