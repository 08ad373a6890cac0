import { describe, expect, it } from '@jest/globals';
import { intersectHostnames } from './hostname.js';

describe('intersectHostnames (8, hostname intersection)', () => {
  it.each([
    ['', [], ['*'], 'neither names a host: any'],
    ['shop.example', [], ['shop.example'], 'a route without hosts takes the listener’s'],
    ['', ['a.example', 'b.example'], ['a.example', 'b.example'], 'a listener without host takes the route’s'],
    ['*.example', ['shop.example'], ['shop.example'], 'a wildcard listener takes one label'],
    ['*.example', ['a.b.example'], ['a.b.example'], 'and several labels, unlike Ingress'],
    ['*.example', ['example'], [], 'but not the bare domain'],
    ['shop.example', ['*.example'], ['shop.example'], 'the narrower side wins'],
    ['*.example', ['*.shop.example'], ['*.shop.example'], 'also between wildcards'],
    ['*.shop.example', ['*.example'], ['*.shop.example'], 'in both directions'],
    ['shop.example', ['pay.example'], [], 'nothing in common: not attached'],
    ['*.example', ['*.example'], ['*.example'], 'equal wildcards'],
    ['*.example', ['badexample'], [], 'a suffix without the dot is no match'],
    ['SHOP.example', ['shop.example'], ['shop.example'], 'case does not matter'],
    ['*.example', ['a.example', 'b.other', 'c.example'], ['a.example', 'c.example'], 'hosts without match fall out'],
  ])('listener %j and route %j give %j: %s', (listener, hostnames, expected) => {
    expect(intersectHostnames(listener, hostnames)).toEqual(expected);
  });
});
