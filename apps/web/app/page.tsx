import { ClustersPage } from '../src/clusters/clusters-page';

export default function Page() {
  return <ClustersPage />;
}
