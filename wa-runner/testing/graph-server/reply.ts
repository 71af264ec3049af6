/** A number at Meta, and what Meta answers. */
export interface GraphNumber {
  readonly phoneNumberId: string;
  readonly waba: string;
  /** Digits. */
  readonly display: string;
  token: string;
  readonly appSecret: string;
  /** Where the app's webhooks go; null: nowhere yet. */
  webhook: string | null;
  isRegistered: boolean;
  /** The account tells the app what happens. */
  isSubscribed: boolean;
  status: string;
}

export interface Reply {
  readonly status: number;
  readonly json?: unknown;
  readonly bytes?: { readonly mime: string; readonly body: Buffer };
}

export const refusal = (code: number, status = 400, subcode?: number): Reply => ({
  status,
  json: {
    error: {
      message: `(#${code}) refused`,
      type: "OAuthException",
      code,
      ...(subcode ? { error_subcode: subcode } : {}),
      error_data: { messaging_product: "whatsapp", details: "Said by the test server." },
      fbtrace_id: "AtEsT",
    },
  },
});
