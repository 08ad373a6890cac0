import { Fragment, type ReactNode } from 'react';

const ADDRESS = /((?:\d{1,3}\.){3}\d{1,3}(?:\/\d+)?|[0-9a-f]*:[0-9a-f:]+(?:\/\d+)?|\bcni0\b|\bflannel\.\d+\b)/;

/** A sentence with its addresses and devices in the mono face. */
export function mono(text: string): ReactNode {
  return text
    .split(ADDRESS)
    .map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : <Fragment key={i}>{part}</Fragment>));
}
