import type { District } from '@netkaart/layout';
import type { Pen } from './pen';

/** Districts of which something is in sight. */
export function districtsInSight(pen: Pen): readonly District[] {
  return pen.scene.world.districts.filter((district) => pen.sees(district, 40));
}

/** Lots in use of these districts. */
export function lotsOf(pen: Pen, districts: readonly District[]): number[] {
  const lots: number[] = [];
  for (const { firstLot, lots: count } of districts) {
    for (let lot = firstLot; lot < firstLot + count; lot++)
      if ((pen.scene.world.lots.block[lot] ?? -1) >= 0) lots.push(lot);
  }
  return lots;
}
