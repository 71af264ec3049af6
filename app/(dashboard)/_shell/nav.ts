import {
  Boxes,
  FileText,
  House,
  type LucideIcon,
  MessagesSquare,
  ScanBarcode,
  Settings,
  ShoppingBag,
  Users,
  Wrench,
} from "lucide-react";

export type NavKey =
  | "home"
  | "inbox"
  | "repairs"
  | "counter"
  | "orders"
  | "stock"
  | "customers"
  | "invoices"
  | "settings";
type NavItem = { key: NavKey; href: string; icon: LucideIcon; capabilities: readonly string[] };

/** In the order of a shop's day. Shown to whoever has one of the capabilities. */
const NAV: readonly NavItem[] = [
  { key: "home", href: "/home", icon: House, capabilities: ["report.read"] },
  { key: "inbox", href: "/inbox", icon: MessagesSquare, capabilities: ["inbox.read"] },
  { key: "repairs", href: "/repairs", icon: Wrench, capabilities: ["repair.read"] },
  { key: "counter", href: "/counter", icon: ScanBarcode, capabilities: ["pos.sell"] },
  { key: "orders", href: "/orders", icon: ShoppingBag, capabilities: ["order.read"] },
  { key: "stock", href: "/stock", icon: Boxes, capabilities: ["stock.read"] },
  { key: "customers", href: "/customers", icon: Users, capabilities: ["customer.read"] },
  { key: "invoices", href: "/invoices", icon: FileText, capabilities: ["invoice.read"] },
  {
    key: "settings",
    href: "/settings",
    icon: Settings,
    capabilities: ["tenant.manage", "outlet.manage", "team.manage", "inbox.manage"],
  },
];

export const navFor = (capabilities: readonly string[]): NavItem[] =>
  NAV.filter((item) => item.capabilities.some((capability) => capabilities.includes(capability)));

export const isCurrent = (pathname: string, href: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`);
