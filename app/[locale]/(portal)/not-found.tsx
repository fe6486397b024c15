import { NotFound } from '#components/layout/not-found.tsx';

export default function PortalNotFound() {
  return <NotFound isPortal />;
}
