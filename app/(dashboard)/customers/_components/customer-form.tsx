"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { SamePhoneHint } from "@/app/(dashboard)/customers/_components/same-phone-hint";
import { saveCustomerAction } from "@/app/(dashboard)/customers/actions";
import { ActionForm } from "@/components/action-form";
import { SelectField, TextField } from "@/components/form-fields";
import { SubmitButton } from "@/components/submit-button";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";

export type CustomerFields = {
  id: string | null;
  name: string;
  phone: string;
  email: string;
  locale: string;
  tags: string;
  address_line: string;
  postcode: string;
  city: string;
  state: string;
};

type CustomerFormProps = {
  values: CustomerFields;
  outletId: string | null;
  knownTags: string[];
  contacts: boolean;
  backTo: string;
};

/** `contacts`: whether this person may see and so change phone, e-mail and address. */
export function CustomerForm({ values, outletId, knownTags, contacts, backTo }: CustomerFormProps) {
  const t = useTranslations("customers");
  const common = useTranslations("common");
  const router = useRouter();
  return (
    <ActionForm
      action={saveCustomerAction}
      successMessage={common("saved")}
      onSuccess={({ id }) => router.push(`/customers/${id}`)}
      className="grid gap-5"
    >
      <input type="hidden" name="id" value={values.id ?? ""} />
      <input type="hidden" name="outletId" value={outletId ?? ""} />
      <Card>
        <CardHeader>
          <CardTitle>{t("form.who")}</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-4 sm:grid-cols-2">
          <TextField
            name="name"
            label={t("name")}
            required
            maxLength={160}
            defaultValue={values.name}
            autoComplete="off"
            className="sm:col-span-2"
          />
          {contacts && (
            <>
              <SamePhoneHint customerId={values.id} defaultValue={values.phone} />
              <TextField
                name="email"
                label={t("email")}
                type="email"
                optional
                maxLength={254}
                defaultValue={values.email}
                autoComplete="off"
              />
            </>
          )}
          <SelectField
            name="locale"
            label={t("writesIn")}
            hint={t("writesInHint")}
            defaultValue={values.locale}
            options={["ms", "en"].map((value) => ({ value, label: t(`languages.${value}`) }))}
          />
          <TextField
            name="tags"
            label={t("tags")}
            optional
            hint={t("tagsHint")}
            defaultValue={values.tags}
            maxLength={200}
            list="customer-tags"
            autoComplete="off"
          />
          <datalist id="customer-tags">
            {knownTags.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </CardContent>
      </Card>
      {contacts && (
        <Card>
          <CardHeader>
            <CardTitle>{t("form.address")}</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-4 sm:grid-cols-2">
            <TextField
              name="address_line"
              label={t("form.line")}
              optional
              maxLength={200}
              defaultValue={values.address_line}
              autoComplete="off"
              className="sm:col-span-2"
            />
            <TextField
              name="postcode"
              label={t("form.postcode")}
              optional
              inputMode="numeric"
              maxLength={5}
              defaultValue={values.postcode}
              autoComplete="off"
            />
            <TextField
              name="city"
              label={t("form.city")}
              optional
              maxLength={80}
              defaultValue={values.city}
              autoComplete="off"
            />
            <TextField
              name="state"
              label={t("form.state")}
              optional
              maxLength={80}
              defaultValue={values.state}
              autoComplete="off"
            />
          </CardContent>
          <FormFooter backTo={backTo} />
        </Card>
      )}
      {!contacts && (
        <Card>
          <FormFooter backTo={backTo} />
        </Card>
      )}
    </ActionForm>
  );
}

function FormFooter({ backTo }: { backTo: string }) {
  const t = useTranslations("common");
  return (
    <CardFooter>
      <Button asChild variant="ghost">
        <Link href={backTo}>{t("cancel")}</Link>
      </Button>
      <SubmitButton>{t("save")}</SubmitButton>
    </CardFooter>
  );
}
