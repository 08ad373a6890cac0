import { MapPage } from '../../src/stage/map-page';

export default function Page() {
  return <MapPage />;
}
