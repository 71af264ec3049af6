import { BookOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/copy-button";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";

const command = (appUrl: string) => `curl -X POST ${appUrl}/api/v1/orders \\
  -H "Authorization: Bearer vk_…" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: web-1001" \\
  -d '{
    "external_ref": "web-1001",
    "customer": { "name": "Siti Aminah", "phone": "012-345 6789" },
    "lines": [{ "sku": "W-USB-C", "quantity": 1 }]
  }'`;

/** The first request, ready to be tried. */
export function Example({ appUrl }: { appUrl: string }) {
  const t = useTranslations("apiKeys");
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t("example")}</CardTitle>
        <CardDescription>{t("exampleText")}</CardDescription>
        <CardAction className="flex gap-2">
          <CopyButton value={command(appUrl)} size="sm">
            {t("copyExample")}
          </CopyButton>
          <Button variant="outline" size="sm" asChild>
            <a href="/api/v1/docs">
              <BookOpen aria-hidden />
              {t("docs")}
            </a>
          </Button>
        </CardAction>
      </CardHeader>
      <CardContent>
        <pre className="whitespace-pre-wrap break-words rounded-md bg-muted p-3 text-xs leading-5">
          {command(appUrl)}
        </pre>
      </CardContent>
    </Card>
  );
}
