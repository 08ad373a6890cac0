import { describe, expect, it } from '@jest/globals';
import { build, type EndpointRecord } from '@netkaart/topology';
import fc from 'fast-check';
import { mergeEndpoints } from './endpoint-merge.js';

function endpoint(fields: Partial<EndpointRecord> & { readonly pod?: string } = {}): EndpointRecord {
  const { pod = 'p', ...more } = fields;
  return {
    addresses: ['10.0.0.1'],
    ready: true,
    serving: true,
    terminating: false,
    hostname: '',
    node: 'n',
    zone: '',
    target: { kind: 'Pod', namespace: 'default', name: pod, uid: `uid-${pod}` },
    zoneHints: [],
    nodeHints: [],
    ...more,
  };
}
const port = (number: number | null, name = '') => ({ name, protocol: 'TCP' as const, port: number, appProtocol: '' });

describe('mergeEndpoints (6.19)', () => {
  it('6.19 merges several slices of a Service and lists every backend once', () => {
    const slices = [
      build.endpointSlice({
        name: 'a',
        ports: [port(80)],
        endpoints: [endpoint({ pod: 'x' }), endpoint({ pod: 'y', addresses: ['10.0.0.2'] })],
      }),
      build.endpointSlice({
        name: 'b',
        ports: [port(80)],
        endpoints: [endpoint({ pod: 'y', addresses: ['10.0.0.2'] }), endpoint({ pod: 'z', addresses: ['10.0.0.3'] })],
      }),
    ];
    expect(mergeEndpoints(slices).map((one) => one.name)).toEqual(['x', 'y', 'z']);
  });

  it.each([
    ['ready null counts as ready', { ready: null, serving: null, terminating: null }, [true, true, false]],
    ['serving null follows ready', { ready: false, serving: null, terminating: null }, [false, false, false]],
    ['terminating and serving is kept', { ready: false, serving: true, terminating: true }, [false, true, true]],
  ])('6.19 %s', (_, conditions, expected) => {
    const [merged] = mergeEndpoints([build.endpointSlice({ endpoints: [endpoint(conditions)] })]);
    expect([merged?.ready, merged?.serving, merged?.terminating]).toEqual(expected);
  });

  it('orders by address as numbers, IPv4 before IPv6 before names', () => {
    const addresses = ['10.0.0.10', '10.0.0.9', 'db.example', 'fd00::1', '9.0.0.1'];
    const endpoints = addresses.map((address) => endpoint({ addresses: [address], target: null }));
    const merged = mergeEndpoints([build.endpointSlice({ endpoints })]);
    expect(merged.map((one) => one.addresses[0])).toEqual([
      '9.0.0.1',
      '10.0.0.9',
      '10.0.0.10',
      'fd00::1',
      'db.example',
    ]);
  });

  it('6.18 joins the two families of one pod, the primary first', () => {
    const slices = [
      build.endpointSlice({ name: 'six', addressType: 'IPv6', endpoints: [endpoint({ addresses: ['fd00::5'] })] }),
      build.endpointSlice({ name: 'four', addressType: 'IPv4', endpoints: [endpoint()] }),
    ];
    expect(mergeEndpoints(slices, ['IPv4', 'IPv6']).map((one) => one.addresses)).toEqual([['10.0.0.1', 'fd00::5']]);
    expect(mergeEndpoints(slices, ['IPv6', 'IPv4']).map((one) => one.addresses)).toEqual([['fd00::5', '10.0.0.1']]);
  });

  it('6.12 keeps the port numbers of each slice: one name, several numbers', () => {
    const slices = [
      build.endpointSlice({ name: 'a', ports: [port(8080, 'http')], endpoints: [endpoint({ pod: 'old' })] }),
      build.endpointSlice({
        name: 'b',
        ports: [port(9090, 'http')],
        endpoints: [endpoint({ pod: 'new', addresses: ['10.0.0.2'] })],
      }),
    ];
    expect(mergeEndpoints(slices).map((one) => one.ports['http'])).toEqual([8080, 9090]);
  });

  it('6.14 keeps addresses that no pod has', () => {
    const [merged] = mergeEndpoints([
      build.endpointSlice({ endpoints: [endpoint({ target: null, addresses: ['192.0.2.7'] })] }),
    ]);
    expect(merged).toMatchObject({ uid: '', name: '192.0.2.7' });
  });

  it('6.19 gives the same for any order of slices and endpoints', () => {
    const anyEndpoint = fc
      .record({
        pod: fc.constantFrom('a', 'b', 'c'),
        host: fc.integer({ min: 1, max: 4 }),
        ready: fc.constantFrom(true, false, null),
      })
      .map(({ pod, host, ready }) => endpoint({ pod, addresses: [`10.0.0.${host}`], ready }));
    const slices = fc.array(fc.array(anyEndpoint, { maxLength: 4 }), { maxLength: 3 });
    fc.assert(
      fc.property(slices, (lists) => {
        const named = lists.map((endpoints, index) =>
          build.endpointSlice({ name: `s${index}`, ports: [port(80)], endpoints }),
        );
        expect(mergeEndpoints([...named].reverse())).toEqual(mergeEndpoints(named));
      }),
    );
  });
});
