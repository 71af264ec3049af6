import { z } from "zod";
import { phoneField } from "@/lib/core/phone";
import { textField } from "@/lib/core/text";

export const emailField = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email("input.email").max(254, "input.too_long"));

/** bcrypt reads 72 bytes: more would be silently ignored, so it is refused. */
export const passwordField = z
  .string()
  .min(10, "auth.weak_password")
  .refine((value) => new TextEncoder().encode(value).length <= 72, "input.too_long");

export const localeField = z.enum(["ms", "en"]);

export const signInInput = z.object({
  email: emailField,
  password: z.string().min(1, "input.required").max(200, "input.too_long"),
  next: z.string().optional(),
});

export const shopInput = z.object({
  name: textField(120),
  business: textField(120),
  outlet: textField(120),
  phone: phoneField,
  locale: localeField,
});

export const signUpInput = shopInput.extend({ email: emailField, password: passwordField });

export const forgotInput = z.object({ email: emailField });

export const newPasswordInput = z
  .object({ tokenHash: z.string().min(1, "auth.link_expired").max(500), password: passwordField, repeat: z.string() })
  .refine(({ password, repeat }) => password === repeat, { path: ["repeat"], message: "auth.password_mismatch" });

export const profileInput = z.object({ name: textField(120), locale: localeField });

export const changePasswordInput = z
  .object({
    current: z.string().min(1, "input.required").max(200, "input.too_long"),
    password: passwordField,
    repeat: z.string(),
  })
  .refine(({ password, repeat }) => password === repeat, { path: ["repeat"], message: "auth.password_mismatch" });

export const joinInput = z.object({
  token: z.string().min(20).max(200),
  name: textField(120),
  password: passwordField,
});

export const acceptInput = z.object({ token: z.string().min(20).max(200) });
