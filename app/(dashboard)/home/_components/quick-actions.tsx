import { Boxes, MessagesSquare, ScanBarcode, UserPlus, Wrench } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

const ACTIONS = [
  { key: "sale", href: "/counter", icon: ScanBarcode, capability: "pos.sell" },
  { key: "ticket", href: "/repairs/new", icon: Wrench, capability: "repair.write" },
  { key: "inbox", href: "/inbox", icon: MessagesSquare, capability: "inbox.reply" },
  { key: "customer", href: "/customers/new", icon: UserPlus, capability: "customer.write" },
  { key: "stock", href: "/stock", icon: Boxes, capability: "stock.adjust" },
] as const;

/** What most days begin with; the first one stands out. */
export function QuickActions({ capabilities }: { capabilities: readonly string[] }) {
  const t = useTranslations("home.quick");
  const shown = ACTIONS.filter(({ capability }) => capabilities.includes(capability));
  if (shown.length === 0) return null;
  return (
    <nav
      aria-label={t("title")}
      className="relative -mx-4 flex gap-2 overflow-x-auto px-4 py-0.5 sm:mx-0 sm:flex-wrap sm:px-0"
    >
      {shown.map(({ key, href, icon: Icon }, index) => (
        <Button key={key} asChild variant={index === 0 ? "default" : "outline"}>
          <Link href={href}>
            <Icon aria-hidden />
            {t(key)}
          </Link>
        </Button>
      ))}
    </nav>
  );
}
