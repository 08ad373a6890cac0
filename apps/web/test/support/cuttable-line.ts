import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP line to a server on loopback that can be cut and mended, as a network would. */
export interface CuttableLine {
  readonly port: number;
  /** Every connection ends at once and no new one is taken. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function startCuttableLine(toPort: number): Promise<CuttableLine> {
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect(toPort, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      from.on('error', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      whole = false;
      endAll();
    },
    mend: () => {
      whole = true;
    },
    close: () => {
      endAll();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
