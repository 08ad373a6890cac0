import type { ReactNode } from 'react';

/** Line icons on a 20-unit grid; they take the colour of their text. */
const PATHS = {
  subnets: 'M2 3.5h16M6 3.5V9m8-5.5V9M3.5 9h5v6.5h-5zM11.5 9h5v6.5h-5z',
  routes: 'M3 10h5M8 10c4 0 2.5-5.5 7-5.5M8 10h7M8 10c4 0 2.5 5.5 7 5.5M16.2 3.3v2.4M16.2 8.8v2.4M16.2 14.3v2.4',
  clusters: 'M3 3h5.5v5.5H3zM11.5 3H17v5.5h-5.5zM3 11.5h5.5V17H3zM11.5 11.5H17V17h-5.5z',
  help: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15M7.8 7.9a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M10 13.9v.1',
  search: 'M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11M12.6 12.6 17 17',
  link: 'M8.3 11.7a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-.9.9M11.7 8.3a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l.9-.9',
  sun: 'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M10 2v1.7M10 16.3V18M2 10h1.7M16.3 10H18M4.3 4.3l1.2 1.2M14.5 14.5l1.2 1.2M4.3 15.7l1.2-1.2M14.5 5.5l1.2-1.2',
  moon: 'M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3z',
  close: 'M5 5l10 10M15 5 5 15',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  down: 'M5.5 8 10 12.5 14.5 8',
  right: 'M8 5.5 12.5 10 8 14.5',
  pause: 'M7 4v12M13 4v12',
  play: 'M6 4l10 6-10 6z',
  check: 'M4 10.5 8.2 14.5 16 6',
  table: 'M3 4h14v12H3zM3 8h14M3 12h14M8 8v8',
  map: 'M3 3h14v14H3zM3 8h5V3M8 8v9M8 12h9M13 12V3',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  fit: 'M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4',
  warning: 'M10 3 18 16.5H2zM10 8v4M10 14.2v.1',
  service: 'M3 10h4M13 10h4M7 6h6v8H7z',
  policy: 'M3 3h14v14H3zM3 7.7h14M3 12.3h14M7.7 3v14M12.3 3v14',
  tag: 'M3 3h7l7 7-7 7-7-7z',
  language: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15M2.5 10h15M10 2.5c-5 4.5-5 10.5 0 15 5-4.5 5-10.5 0-15',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <Svg size={size}>
      <path d={PATHS[name]} />
    </Svg>
  );
}

function Svg({ size, children }: { readonly size: number; readonly children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** The mark of Netkaart: three subnets on one wire, the middle one lit. */
export function Logo() {
  return (
    <svg width="26" height="18" viewBox="0 0 26 18" aria-hidden="true" focusable="false">
      <path d="M0 1h26M4 1v8M13 1v8M22 1v8" stroke="currentColor" strokeWidth="2" fill="none" />
      <path d="M0 9h7.5v8H0zM18.5 9H26v8h-7.5z" fill="currentColor" />
      <path d="M9.250 9h7.5v8h-7.5z" fill="var(--ok)" />
    </svg>
  );
}
