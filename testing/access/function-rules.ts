/**
 * Who may call each function of the API. A capability is asked of the capability table; the other words stand for kinds of
 * tokens. `everyone` answers anybody with what his own row policies let him see, `service` is nobody but the service key.
 */
export type Caller =
  | `${string}.${string}`
  | "everyone"
  | "user"
  | "member"
  | "owner"
  | "visitor"
  | "user or visitor"
  | "customer"
  | "api"
  | "wa-runner"
  | "concierge"
  | "webhook"
  | "directory"
  | "privacy"
  | "service";

export interface FunctionRule {
  who: Caller;
  /** Only a person: a part of the system is refused though it holds the capability. */
  person?: true;
  /** Who may call it the second way (testing/access/inputs.ts), when that is another's. */
  second?: Caller;
}

const all = (who: Caller, names: string): [string, FunctionRule][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, { who }]);

export const FUNCTIONS: Readonly<Record<string, FunctionRule>> = Object.fromEntries([
  ...all(
    "service",
    "claim_outbox claim_media claim_reads claim_turns tenants_with_removals enter_runner claim_channels renew_channels release_channels platform_setting claim_events settle_events relay_state",
  ),
  ...all("user", "accept_invitation create_shop"),
  ...all("everyone", "my_context my_sessions set_my_locale switch_tenant switch_outlet"),
  ...all("member", "leave_team"),
  ...all(
    "team.manage",
    "invite_member resend_invitation revoke_invitation change_member suspend_member unsuspend_member remove_member team_notices",
  ),
  ...all("owner", "transfer_ownership"),
  ...all("audit.read", "list_activity audit_head verify_audit"),
  ...all("user or visitor", "invitation_preview"),
  ...all(
    "visitor",
    "cloud_door hit_limit intake_form submit_intake ticket_page estimate_page decide_estimate_by_link open_invoice open_receipt open_api_key",
  ),
  ...all("directory", "clerk_event"),
  ...all("everyone", "clerk_organization_of"),
  ...all("api.manage", "create_api_key revoke_api_key"),
  ...all("api", "api_self api_create"),
  // customers
  ...all("customer.write", "save_customer record_consent"),
  ...all("customer", "customer_link"),
  ...all("everyone", "customer_list customer_panel customer_timeline search_all dashboard match_products"),
  ...all("customer.read", "api_customers unreachable_of"),
  ...all(
    "privacy.manage",
    "begin_customer_export customer_export erase_preview erase_customer readmit_phone retention_plan publish_consent_text save_privacy_settings save_breach",
  ),
  ...all("privacy", "files_removed"),
  ...all("everyone", "files_to_remove"),
  ...all("visitor", "public_privacy_notice"),
  ["set_secret", { who: "repair.write", second: "secret.manage" }],
  ["remove_secret", { who: "repair.write", second: "secret.manage" }],
  ["secret_status", { who: "repair.read", second: "secret.manage" }],
  ...all("device.unlock", "reveal_secret"),
  ...all("concierge", "use_secret"),
  // inbox
  ...all("everyone", "inbox_list inbox_thread concierge_context"),
  ...all("inbox.read", "add_note"),
  ...all("inbox.reply", "update_conversation reply send_template react decide_draft retry_message allow_again"),
  ...all(
    "wa-runner",
    "record_inbound_message record_inbound_change settle_media record_same_contact set_channel_state set_message_status set_channel_link take_channel_request wa_auth_write wa_auth_read wa_auth_forget wa_sent_keep wa_sent_read take_webhooks settle_webhooks record_preference record_templates typing_target",
  ),
  ...all("webhook", "store_webhook"),
  ...all(
    "channel.manage",
    "add_channel rename_channel set_read_receipts pause_channel remove_channel channel_health delivery_log cloud_charges request_cloud add_templates",
  ),
  ...all("channel.link", "request_channel channel_link add_cloud_channel cloud_setup renew_cloud_token"),
  ...all(
    "concierge",
    "opt_out finish_turn defer_turn show_typing ai_reserve ai_settle set_customer_locale decide_estimate_by_chat",
  ),
  // goods and counter
  ...all("catalog.write", "save_product"),
  ...all("catalog.read", "api_products"),
  ...all("stock.adjust", "adjust_stock receive_stock"),
  ...all("pos.sell", "complete_sale counter_catalogue ticket_bill approvers approve_act"),
  ...all("pos.refund", "refund_sale void_sale"),
  ...all("member", "pin_salt"),
  ["set_my_pin", { who: "member", person: true }],
  ...all("shift.run", "open_shift move_drawer_cash"),
  ["close_shift", { who: "shift.run", second: "shift.check" }],
  ...all("shift.check", "shift_report"),
  ...all("sale.read", "receipt_document receipt_link refund_offer refund_document"),
  ...all("order.read", "api_orders"),
  ...all("order.write", "set_order_status"),
  ...all("everyone", "order_moves"),
  // repairs
  ...all("repair.read", "ticket_links api_tickets"),
  ...all("everyone", "ticket_moves search_board"),
  ...all(
    "repair.write",
    "set_ticket_status create_ticket update_ticket add_ticket_note add_ticket_photo remove_ticket_photo assign_technician use_part return_part propose_estimate mark_ready",
  ),
  ["decide_estimate_by_staff", { who: "repair.write", person: true }],
  ...all("repair.handover", "hand_over"),
  ...all("tenant.manage", "save_intake_form"),
  // invoices
  ...all("invoice.read", "invoice_document invoice_link"),
  ...all("invoice.write", "create_invoice issue_invoice record_invoice_payment void_invoice"),
  ...all("pos.sell", "send_document"),
]);
