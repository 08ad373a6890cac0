import type { Row } from './row.js';

/** Services of the namespace where copies of everything run, and their replicas: 33 Services, 295 pods. */
const copies: Readonly<Record<string, number>> = {
  'accounts-api': 14,
  'accounts-web': 10,
  basket: 9,
  billing: 12,
  catalogue: 14,
  checkout: 12,
  consent: 4,
  coupons: 6,
  delivery: 11,
  faults: 3,
  geo: 6,
  images: 9,
  intake: 14,
  inventory: 14,
  invoices: 8,
  kiosk: 5,
  ledger: 6,
  loyalty: 7,
  mailer: 9,
  'pay-api': 8,
  picker: 10,
  pricing: 9,
  profile: 8,
  push: 8,
  query: 9,
  recommend: 8,
  render: 12,
  returns: 7,
  sessions: 5,
  shipping: 12,
  storefront: 12,
  suggest: 7,
  warehouse: 7,
};

const headless = new Set(['sessions', 'warehouse']);

export const stagingRows: readonly Row[] = Object.entries(copies).map(([name, pods]) => ({
  namespace: 'staging',
  name,
  pods,
  ...(headless.has(name) ? { kind: 'StatefulSet', ip: 'None' } : {}),
  ...(name === 'checkout'
    ? {
        failing: [
          ['b-03', 'CrashLoopBackOff'],
          ['b-03', 'CrashLoopBackOff'],
        ],
      }
    : {}),
  ...(name === 'catalogue' || name === 'shipping' ? { unknown: 2 } : {}),
  ...(name === 'billing' || name === 'intake' || name === 'inventory' ? { unknown: 1 } : {}),
}));
