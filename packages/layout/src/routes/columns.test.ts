import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { routeColumns } from './columns.js';

describe('routeColumns', () => {
  it('stands as drawn at 1376', () => {
    expect(routeColumns(1376)).toMatchObject({
      nameX: 24,
      busX: 168,
      entryX: 196,
      entryWidth: 204,
      ruleX: 436,
      ruleWidth: 160,
      gutterX: 608,
      serviceX: 648,
      serviceWidth: 184,
      endpointX: 888,
      railX: 1256,
    });
  });

  it.each([
    [0, 1016],
    [NaN, 1016],
    [1016, 1016],
    [1135, 1016],
    [1302, 1256],
    [1375, 1256],
    [1376, 1376],
    [1535, 1376],
    [1536, 1536],
    [1920, 1856],
    [9999, 3776],
  ])('a viewport of %d has a world of %d', (viewport, width) => {
    expect(routeColumns(viewport).width).toBe(width);
  });

  it('columns never overlap, and plates keep their width from 1376 on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 5000 }), (viewport) => {
        const c = routeColumns(viewport);
        const edges = [
          c.bandLeft,
          c.nameX,
          c.busX,
          c.entryX,
          c.entryX + c.entryWidth,
          c.ruleX,
          c.ruleX + c.ruleWidth,
          c.gutterX,
          c.serviceX,
          c.serviceX + c.serviceWidth,
          c.endpointX,
          c.bandRight,
          c.railX,
          c.width,
        ];
        expect(edges).toEqual([...edges].sort((a, b) => a - b));
        if (viewport >= 1376) expect([c.entryWidth, c.ruleWidth, c.serviceWidth]).toEqual([204, 160, 184]);
      }),
    );
  });
});
