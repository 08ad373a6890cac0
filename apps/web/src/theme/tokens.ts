/** The colours of both themes. One source for CSS variables (`--bg`) and for the renderer. Checked by tokens.test.ts. */
export interface Theme {
  readonly bg: string;
  readonly surface: string;
  readonly raised: string;
  readonly lot: string;
  readonly hairline: string;
  readonly hair2: string;
  readonly control: string;
  readonly wire: string;
  readonly text: string;
  readonly muted: string;
  readonly faint: string;
  readonly accent: string;
  readonly ok: string;
  readonly pending: string;
  readonly bad: string;
  readonly unknown: string;
  readonly leaving: string;
  readonly added: string;
  /** Glyph colour on each state's fill. */
  readonly onOk: string;
  readonly onPending: string;
  readonly onOther: string;
  /** Occupancy, empty to full. */
  readonly ramp: readonly [string, string, string, string, string, string];
}

export const dark: Theme = {
  bg: '#0B0E13',
  surface: '#12171E',
  raised: '#1A212B',
  lot: '#1B222D',
  hairline: '#2A3442',
  hair2: '#1E2631',
  control: '#66748A',
  wire: '#4C5A6E',
  text: '#E6EBF2',
  muted: '#9AA7B8',
  faint: '#7C8A9C',
  accent: '#5CC8FF',
  ok: '#3D6CB0',
  pending: '#F4A500',
  bad: '#E74512',
  unknown: '#8D96A1',
  leaving: '#C9B8FF',
  added: '#83FFCD',
  onOk: '#FFFFFF',
  onPending: '#0B0E13',
  onOther: '#0B0E13',
  ramp: ['#171D26', '#1C2A3F', '#233A5C', '#2B4B7C', '#335B98', '#3D6CB0'],
};

export const light: Theme = {
  bg: '#F7F9FB',
  surface: '#FFFFFF',
  raised: '#EEF2F6',
  lot: '#E6EBF0',
  hairline: '#D3DBE4',
  hair2: '#E3E9EF',
  control: '#75828F',
  wire: '#98A5B3',
  text: '#12181F',
  muted: '#4A5768',
  faint: '#5F6D7E',
  accent: '#0063A8',
  ok: '#218DCA',
  pending: '#AB7E1B',
  bad: '#930207',
  unknown: '#404853',
  leaving: '#8B2B9F',
  added: '#197763',
  onOk: '#0B0E13',
  onPending: '#0B0E13',
  onOther: '#FFFFFF',
  ramp: ['#E6EBF0', '#CADDEC', '#A8CCE6', '#7FB8DD', '#52A3D4', '#218DCA'],
};
