import {
  BookOpen,
  ChartNoAxesColumn,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  ReceiptText,
  ScrollText,
  Settings,
  SquareTerminal,
} from 'lucide-react';
import type { PortalPage } from './navigation.ts';

export const NAVIGATION_ICONS: Record<PortalPage, LucideIcon> = {
  overview: LayoutDashboard,
  playground: SquareTerminal,
  keys: KeyRound,
  usage: ChartNoAxesColumn,
  logs: ScrollText,
  billing: ReceiptText,
  settings: Settings,
  docs: BookOpen,
};
