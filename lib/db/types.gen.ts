export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "api_keys": {
                  Row: {
                    "created_at": string,"created_by": string,"expires_at": string,"id": string,"key_hash": string,"last_used_at": string | null,"name": string,"outlet_ids": (string)[] | null,"prefix": string,"revoked_at": string | null,"revoked_by": string | null,"scopes": (string)[],"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by": string,"expires_at": string,"id"?: string,"key_hash": string,"last_used_at"?: string | null,"name": string,"outlet_ids"?: (string)[] | null,"prefix": string,"revoked_at"?: string | null,"revoked_by"?: string | null,"scopes": (string)[],"tenant_id": string
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string,"expires_at"?: string,"id"?: string,"key_hash"?: string,"last_used_at"?: string | null,"name"?: string,"outlet_ids"?: (string)[] | null,"prefix"?: string,"revoked_at"?: string | null,"revoked_by"?: string | null,"scopes"?: (string)[],"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "api_keys_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"approvals": {
                  Row: {
                    "act": string,"approved_by": string,"created_at": string,"expires_at": string,"id": string,"outlet_id": string,"requested_by": string,"subject_hash": string,"tenant_id": string,"used_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "act": string,"approved_by": string,"created_at"?: string,"expires_at": string,"id"?: string,"outlet_id": string,"requested_by": string,"subject_hash": string,"tenant_id": string,"used_at"?: string | null
                  }
                  Update: {
                    "act"?: string,"approved_by"?: string,"created_at"?: string,"expires_at"?: string,"id"?: string,"outlet_id"?: string,"requested_by"?: string,"subject_hash"?: string,"tenant_id"?: string,"used_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "approvals_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "approvals_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"audit_log": {
                  Row: {
                    "action": string,"actor": string,"after": Json | null,"at": string,"before": Json | null,"id": number,"person_id": string | null,"request_id": string | null,"row_id": string,"table_name": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"actor": string,"after"?: Json | null,"at"?: string,"before"?: Json | null,"id"?: never,"person_id"?: string | null,"request_id"?: string | null,"row_id": string,"table_name": string,"tenant_id": string
                  }
                  Update: {
                    "action"?: string,"actor"?: string,"after"?: Json | null,"at"?: string,"before"?: Json | null,"id"?: never,"person_id"?: string | null,"request_id"?: string | null,"row_id"?: string,"table_name"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"breach_changes": {
                  Row: {
                    "after": NonNullable<Json>,"before": NonNullable<Json>,"breach_id": string,"created_at": string,"id": number,"person_id": string | null,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "after": NonNullable<Json>,"before": NonNullable<Json>,"breach_id": string,"created_at"?: string,"id"?: never,"person_id"?: string | null,"tenant_id": string
                  }
                  Update: {
                    "after"?: NonNullable<Json>,"before"?: NonNullable<Json>,"breach_id"?: string,"created_at"?: string,"id"?: never,"person_id"?: string | null,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "breach_changes_tenant_id_breach_id_fkey"
      columns: ["tenant_id","breach_id"]
isOneToOne: false
      referencedRelation: "breaches"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"breaches": {
                  Row: {
                    "actions": string | null,"categories": (string)[],"cause": string | null,"closed_at": string | null,"commissioner_due_at": string,"commissioner_notified_at": string | null,"commissioner_reference": string | null,"created_at": string,"created_by": string,"discovered_at": string,"id": string,"notify": string,"notify_reason": string | null,"persons": number,"persons_due_at": string | null,"persons_notified_at": string | null,"tenant_id": string,"title": string,"updated_at": string,"what": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actions"?: string | null,"categories"?: (string)[],"cause"?: string | null,"closed_at"?: string | null,"commissioner_due_at": string,"commissioner_notified_at"?: string | null,"commissioner_reference"?: string | null,"created_at"?: string,"created_by": string,"discovered_at": string,"id"?: string,"notify"?: string,"notify_reason"?: string | null,"persons": number,"persons_due_at"?: string | null,"persons_notified_at"?: string | null,"tenant_id": string,"title": string,"updated_at"?: string,"what": string
                  }
                  Update: {
                    "actions"?: string | null,"categories"?: (string)[],"cause"?: string | null,"closed_at"?: string | null,"commissioner_due_at"?: string,"commissioner_notified_at"?: string | null,"commissioner_reference"?: string | null,"created_at"?: string,"created_by"?: string,"discovered_at"?: string,"id"?: string,"notify"?: string,"notify_reason"?: string | null,"persons"?: number,"persons_due_at"?: string | null,"persons_notified_at"?: string | null,"tenant_id"?: string,"title"?: string,"updated_at"?: string,"what"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "breaches_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"canned_replies": {
                  Row: {
                    "body_en": string,"body_ms": string,"created_at": string,"id": string,"shortcut": string,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body_en": string,"body_ms": string,"created_at"?: string,"id"?: string,"shortcut": string,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "body_en"?: string,"body_ms"?: string,"created_at"?: string,"id"?: string,"shortcut"?: string,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "canned_replies_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"cash_movements": {
                  Row: {
                    "amount_sen": number,"business_date": string,"created_at": string,"created_by": string,"id": number,"kind": string,"outlet_id": string,"reason": string | null,"shift_id": string,"source_id": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_sen": number,"business_date": string,"created_at"?: string,"created_by": string,"id"?: never,"kind": string,"outlet_id": string,"reason"?: string | null,"shift_id": string,"source_id": string,"tenant_id": string
                  }
                  Update: {
                    "amount_sen"?: number,"business_date"?: string,"created_at"?: string,"created_by"?: string,"id"?: never,"kind"?: string,"outlet_id"?: string,"reason"?: string | null,"shift_id"?: string,"source_id"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "cash_movements_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "cash_movements_tenant_id_shift_id_fkey"
      columns: ["tenant_id","shift_id"]
isOneToOne: false
      referencedRelation: "shifts"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"channel_states": {
                  Row: {
                    "at": string,"channel_id": string,"id": number,"reason": string | null,"state": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at"?: string,"channel_id": string,"id"?: never,"reason"?: string | null,"state": string,"tenant_id": string
                  }
                  Update: {
                    "at"?: string,"channel_id"?: string,"id"?: never,"reason"?: string | null,"state"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "channel_states_tenant_id_channel_id_fkey"
      columns: ["tenant_id","channel_id"]
isOneToOne: false
      referencedRelation: "channels"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"channels": {
                  Row: {
                    "address": string | null,"concierge_mode": string,"created_at": string,"first_contacts_after": string | null,"id": string,"is_active": boolean,"kind": string,"name": string,"next_attempt_at": string | null,"outlet_id": string,"paused_at": string | null,"settings": NonNullable<Json>,"state": string,"state_reason": string | null,"state_since": string,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address"?: string | null,"concierge_mode"?: string,"created_at"?: string,"first_contacts_after"?: string | null,"id"?: string,"is_active"?: boolean,"kind": string,"name": string,"next_attempt_at"?: string | null,"outlet_id": string,"paused_at"?: string | null,"settings"?: NonNullable<Json>,"state"?: string,"state_reason"?: string | null,"state_since"?: string,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "address"?: string | null,"concierge_mode"?: string,"created_at"?: string,"first_contacts_after"?: string | null,"id"?: string,"is_active"?: boolean,"kind"?: string,"name"?: string,"next_attempt_at"?: string | null,"outlet_id"?: string,"paused_at"?: string | null,"settings"?: NonNullable<Json>,"state"?: string,"state_reason"?: string | null,"state_since"?: string,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "channels_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "channels_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"concierge_turns": {
                  Row: {
                    "attempts": number,"claimed_by": string | null,"claimed_until": string | null,"conversation_id": string,"created_at": string,"engine": string | null,"finished_at": string | null,"id": string,"intent": string | null,"message_id": string,"next_at": string,"reason": string | null,"state": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"claimed_by"?: string | null,"claimed_until"?: string | null,"conversation_id": string,"created_at"?: string,"engine"?: string | null,"finished_at"?: string | null,"id"?: string,"intent"?: string | null,"message_id": string,"next_at"?: string,"reason"?: string | null,"state"?: string,"tenant_id": string
                  }
                  Update: {
                    "attempts"?: number,"claimed_by"?: string | null,"claimed_until"?: string | null,"conversation_id"?: string,"created_at"?: string,"engine"?: string | null,"finished_at"?: string | null,"id"?: string,"intent"?: string | null,"message_id"?: string,"next_at"?: string,"reason"?: string | null,"state"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "concierge_turns_tenant_id_conversation_id_fkey"
      columns: ["tenant_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "concierge_turns_tenant_id_message_id_fkey"
      columns: ["tenant_id","message_id"]
isOneToOne: true
      referencedRelation: "messages"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"consent_texts": {
                  Row: {
                    "body_en": string,"body_ms": string,"published_by": string | null,"purpose": string,"tenant_id": string,"valid_from": string,"version": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body_en": string,"body_ms": string,"published_by"?: string | null,"purpose": string,"tenant_id": string,"valid_from"?: string,"version": string
                  }
                  Update: {
                    "body_en"?: string,"body_ms"?: string,"published_by"?: string | null,"purpose"?: string,"tenant_id"?: string,"valid_from"?: string,"version"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "consent_texts_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"consents": {
                  Row: {
                    "created_at": string,"customer_id": string,"evidence": NonNullable<Json>,"granted": boolean,"id": number,"purpose": string,"source": string,"tenant_id": string,"text_version": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"customer_id": string,"evidence"?: NonNullable<Json>,"granted": boolean,"id"?: never,"purpose": string,"source": string,"tenant_id": string,"text_version": string
                  }
                  Update: {
                    "created_at"?: string,"customer_id"?: string,"evidence"?: NonNullable<Json>,"granted"?: boolean,"id"?: never,"purpose"?: string,"source"?: string,"tenant_id"?: string,"text_version"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "consents_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "consents_text_fk"
      columns: ["tenant_id","purpose","text_version"]
isOneToOne: false
      referencedRelation: "consent_texts"
      referencedColumns: ["tenant_id","purpose","version"]
    }
                  ]
                },"conversation_transitions": {
                  Row: {
                    "from_status": string,"to_status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "from_status": string,"to_status": string
                  }
                  Update: {
                    "from_status"?: string,"to_status"?: string
                  }
                  Relationships: [
                    
                  ]
                },"conversations": {
                  Row: {
                    "address_id": string | null,"assignee": string | null,"channel_id": string,"concierge": string,"created_at": string,"customer_id": string,"handover_reason": string | null,"id": string,"identity_id": string,"last_inbound_at": string | null,"last_message_at": string,"merged_into": string | null,"outlet_id": string,"preview": string,"status": string,"tenant_id": string,"unread": number,"updated_at": string,"waiting_since": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "address_id"?: string | null,"assignee"?: string | null,"channel_id": string,"concierge"?: string,"created_at"?: string,"customer_id": string,"handover_reason"?: string | null,"id"?: string,"identity_id": string,"last_inbound_at"?: string | null,"last_message_at"?: string,"merged_into"?: string | null,"outlet_id": string,"preview"?: string,"status"?: string,"tenant_id": string,"unread"?: number,"updated_at"?: string,"waiting_since"?: string | null
                  }
                  Update: {
                    "address_id"?: string | null,"assignee"?: string | null,"channel_id"?: string,"concierge"?: string,"created_at"?: string,"customer_id"?: string,"handover_reason"?: string | null,"id"?: string,"identity_id"?: string,"last_inbound_at"?: string | null,"last_message_at"?: string,"merged_into"?: string | null,"outlet_id"?: string,"preview"?: string,"status"?: string,"tenant_id"?: string,"unread"?: number,"updated_at"?: string,"waiting_since"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversations_assignee_fkey"
      columns: ["assignee"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "conversations_tenant_id_address_id_fkey"
      columns: ["tenant_id","address_id"]
isOneToOne: false
      referencedRelation: "customer_identities"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "conversations_tenant_id_channel_id_fkey"
      columns: ["tenant_id","channel_id"]
isOneToOne: false
      referencedRelation: "channels"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "conversations_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "conversations_tenant_id_identity_id_fkey"
      columns: ["tenant_id","identity_id"]
isOneToOne: false
      referencedRelation: "customer_identities"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "conversations_tenant_id_merged_into_fkey"
      columns: ["tenant_id","merged_into"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "conversations_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"customer_contacts": {
                  Row: {
                    "address_line": string | null,"city": string | null,"customer_id": string,"email": string | null,"phone": string | null,"postcode": string | null,"state": string | null,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address_line"?: string | null,"city"?: string | null,"customer_id": string,"email"?: string | null,"phone"?: string | null,"postcode"?: string | null,"state"?: string | null,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "address_line"?: string | null,"city"?: string | null,"customer_id"?: string,"email"?: string | null,"phone"?: string | null,"postcode"?: string | null,"state"?: string | null,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_contacts_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: true
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"customer_identities": {
                  Row: {
                    "created_at": string,"customer_id": string,"id": string,"kind": string,"same_as": string | null,"tenant_id": string,"value": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"customer_id": string,"id"?: string,"kind": string,"same_as"?: string | null,"tenant_id": string,"value": string
                  }
                  Update: {
                    "created_at"?: string,"customer_id"?: string,"id"?: string,"kind"?: string,"same_as"?: string | null,"tenant_id"?: string,"value"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_identities_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "customer_identities_tenant_id_same_as_fkey"
      columns: ["tenant_id","same_as"]
isOneToOne: false
      referencedRelation: "customer_identities"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"customer_notes": {
                  Row: {
                    "author": string,"body": string,"created_at": string,"customer_id": string,"id": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "author"?: string,"body": string,"created_at"?: string,"customer_id": string,"id"?: string,"tenant_id": string
                  }
                  Update: {
                    "author"?: string,"body"?: string,"created_at"?: string,"customer_id"?: string,"id"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "customer_notes_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"customers": {
                  Row: {
                    "created_at": string,"erased_at": string | null,"home_outlet_id": string | null,"id": string,"locale": string,"name": string,"phone_masked": string | null,"tags": (string)[],"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"erased_at"?: string | null,"home_outlet_id"?: string | null,"id"?: string,"locale"?: string,"name": string,"phone_masked"?: string | null,"tags"?: (string)[],"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"erased_at"?: string | null,"home_outlet_id"?: string | null,"id"?: string,"locale"?: string,"name"?: string,"phone_masked"?: string | null,"tags"?: (string)[],"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "customers_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customers_tenant_id_home_outlet_id_fkey"
      columns: ["tenant_id","home_outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"devices": {
                  Row: {
                    "brand": string | null,"category": string,"created_at": string,"customer_id": string,"id": string,"imei": string | null,"model": string,"serial": string | null,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "brand"?: string | null,"category"?: string,"created_at"?: string,"customer_id": string,"id"?: string,"imei"?: string | null,"model": string,"serial"?: string | null,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "brand"?: string | null,"category"?: string,"created_at"?: string,"customer_id"?: string,"id"?: string,"imei"?: string | null,"model"?: string,"serial"?: string | null,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "devices_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"estimate_lines": {
                  Row: {
                    "customer_id": string,"description": string,"estimate_id": string,"line_no": number,"net_sen": number,"outlet_id": string,"product_id": string | null,"quantity": number,"tax_code": string | null,"tax_rate_bp": number,"tax_sen": number,"tenant_id": string,"total_sen": number,"unit_price_sen": number
                  }
                  ComputedFields: never
                  Insert: {
                    "customer_id": string,"description": string,"estimate_id": string,"line_no": number,"net_sen": number,"outlet_id": string,"product_id"?: string | null,"quantity": number,"tax_code"?: string | null,"tax_rate_bp"?: number,"tax_sen"?: number,"tenant_id": string,"total_sen": number,"unit_price_sen": number
                  }
                  Update: {
                    "customer_id"?: string,"description"?: string,"estimate_id"?: string,"line_no"?: number,"net_sen"?: number,"outlet_id"?: string,"product_id"?: string | null,"quantity"?: number,"tax_code"?: string | null,"tax_rate_bp"?: number,"tax_sen"?: number,"tenant_id"?: string,"total_sen"?: number,"unit_price_sen"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "estimate_lines_tenant_id_estimate_id_fkey"
      columns: ["tenant_id","estimate_id"]
isOneToOne: false
      referencedRelation: "estimates"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "estimate_lines_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "estimate_lines_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "stock_list"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"estimates": {
                  Row: {
                    "buttons": NonNullable<Json>,"client_id": string,"created_at": string,"customer_id": string,"decided_at": string | null,"decided_by": string | null,"decided_message_id": string | null,"decided_name": string | null,"decided_reason": string | null,"decided_via": string | null,"eta_at": string | null,"id": string,"message_body": string,"message_id": string | null,"net_sen": number,"note": string | null,"outlet_id": string,"proposed_by": string | null,"replies": NonNullable<Json>,"state": string,"superseded_at": string | null,"tax_sen": number,"tenant_id": string,"ticket_id": string,"total_sen": number,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "buttons"?: NonNullable<Json>,"client_id": string,"created_at"?: string,"customer_id": string,"decided_at"?: string | null,"decided_by"?: string | null,"decided_message_id"?: string | null,"decided_name"?: string | null,"decided_reason"?: string | null,"decided_via"?: string | null,"eta_at"?: string | null,"id"?: string,"message_body": string,"message_id"?: string | null,"net_sen": number,"note"?: string | null,"outlet_id": string,"proposed_by"?: string | null,"replies"?: NonNullable<Json>,"state"?: string,"superseded_at"?: string | null,"tax_sen"?: number,"tenant_id": string,"ticket_id": string,"total_sen": number,"updated_at"?: string,"version": number
                  }
                  Update: {
                    "buttons"?: NonNullable<Json>,"client_id"?: string,"created_at"?: string,"customer_id"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decided_message_id"?: string | null,"decided_name"?: string | null,"decided_reason"?: string | null,"decided_via"?: string | null,"eta_at"?: string | null,"id"?: string,"message_body"?: string,"message_id"?: string | null,"net_sen"?: number,"note"?: string | null,"outlet_id"?: string,"proposed_by"?: string | null,"replies"?: NonNullable<Json>,"state"?: string,"superseded_at"?: string | null,"tax_sen"?: number,"tenant_id"?: string,"ticket_id"?: string,"total_sen"?: number,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "estimates_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "estimates_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_board"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "estimates_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_tickets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"events": {
                  Row: {
                    "attempts": number,"claimed_by": string | null,"claimed_until": string | null,"created_at": string,"data": NonNullable<Json>,"dead_at": string | null,"entity_id": string,"entity_type": string,"id": string,"name": string,"next_at": string,"reason": string | null,"relayed_at": string | null,"seq": number,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"claimed_by"?: string | null,"claimed_until"?: string | null,"created_at"?: string,"data"?: NonNullable<Json>,"dead_at"?: string | null,"entity_id": string,"entity_type": string,"id"?: string,"name": string,"next_at"?: string,"reason"?: string | null,"relayed_at"?: string | null,"seq"?: never,"tenant_id": string
                  }
                  Update: {
                    "attempts"?: number,"claimed_by"?: string | null,"claimed_until"?: string | null,"created_at"?: string,"data"?: NonNullable<Json>,"dead_at"?: string | null,"entity_id"?: string,"entity_type"?: string,"id"?: string,"name"?: string,"next_at"?: string,"reason"?: string | null,"relayed_at"?: string | null,"seq"?: never,"tenant_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"intake_forms": {
                  Row: {
                    "created_at": string,"fields": NonNullable<Json>,"is_open": boolean,"tenant_id": string,"text_version": number,"texts": NonNullable<Json>,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"fields": NonNullable<Json>,"is_open"?: boolean,"tenant_id": string,"text_version"?: number,"texts": NonNullable<Json>,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"fields"?: NonNullable<Json>,"is_open"?: boolean,"tenant_id"?: string,"text_version"?: number,"texts"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "intake_forms_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: true
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"intake_submissions": {
                  Row: {
                    "client_id": string,"created_at": string,"id": string,"locale": string,"outlet_id": string,"payload": NonNullable<Json>,"tenant_id": string,"text_version": number,"ticket_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"id"?: string,"locale": string,"outlet_id": string,"payload": NonNullable<Json>,"tenant_id": string,"text_version": number,"ticket_id": string
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"id"?: string,"locale"?: string,"outlet_id"?: string,"payload"?: NonNullable<Json>,"tenant_id"?: string,"text_version"?: number,"ticket_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "intake_submissions_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "intake_submissions_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "intake_submissions_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_board"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "intake_submissions_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_tickets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"invitations": {
                  Row: {
                    "accepted_at": string | null,"created_at": string,"email": string,"expires_at": string,"id": string,"invited_by": string,"outlet_ids": (string)[] | null,"revoked_at": string | null,"role": string,"tenant_id": string,"token_hash": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"created_at"?: string,"email": string,"expires_at": string,"id"?: string,"invited_by": string,"outlet_ids"?: (string)[] | null,"revoked_at"?: string | null,"role": string,"tenant_id": string,"token_hash": string
                  }
                  Update: {
                    "accepted_at"?: string | null,"created_at"?: string,"email"?: string,"expires_at"?: string,"id"?: string,"invited_by"?: string,"outlet_ids"?: (string)[] | null,"revoked_at"?: string | null,"role"?: string,"tenant_id"?: string,"token_hash"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "invitations_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"invoice_lines": {
                  Row: {
                    "description": string,"discount_sen": number,"from_ticket": boolean,"gross_sen": number,"invoice_id": string,"line_no": number,"list_price_sen": number,"moves_stock": boolean,"order_discount_sen": number,"outlet_id": string,"product_id": string | null,"quantity": number,"tax_code": string,"tax_rate_bp": number,"tax_sen": number,"taxable_sen": number,"tenant_id": string,"total_sen": number,"unit": string,"unit_price_sen": number,"warranty_days": number
                  }
                  ComputedFields: never
                  Insert: {
                    "description": string,"discount_sen": number,"from_ticket"?: boolean,"gross_sen": number,"invoice_id": string,"line_no": number,"list_price_sen": number,"moves_stock"?: boolean,"order_discount_sen": number,"outlet_id": string,"product_id"?: string | null,"quantity": number,"tax_code": string,"tax_rate_bp": number,"tax_sen": number,"taxable_sen": number,"tenant_id": string,"total_sen": number,"unit": string,"unit_price_sen": number,"warranty_days"?: number
                  }
                  Update: {
                    "description"?: string,"discount_sen"?: number,"from_ticket"?: boolean,"gross_sen"?: number,"invoice_id"?: string,"line_no"?: number,"list_price_sen"?: number,"moves_stock"?: boolean,"order_discount_sen"?: number,"outlet_id"?: string,"product_id"?: string | null,"quantity"?: number,"tax_code"?: string,"tax_rate_bp"?: number,"tax_sen"?: number,"taxable_sen"?: number,"tenant_id"?: string,"total_sen"?: number,"unit"?: string,"unit_price_sen"?: number,"warranty_days"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "invoice_lines_tax_code_fkey"
      columns: ["tax_code"]
isOneToOne: false
      referencedRelation: "tax_codes"
      referencedColumns: ["code"]
    },{
      foreignKeyName: "invoice_lines_tenant_id_invoice_id_fkey"
      columns: ["tenant_id","invoice_id"]
isOneToOne: false
      referencedRelation: "invoices"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "invoice_lines_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "invoice_lines_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "invoice_lines_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "stock_list"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"invoice_payments": {
                  Row: {
                    "amount_sen": number,"business_date": string,"client_key": string,"content_hash": string,"created_at": string,"id": number,"invoice_id": string,"method": string,"outlet_id": string,"reference": string | null,"rounding_sen": number,"shift_id": string | null,"status": string,"taken_by": string,"tenant_id": string,"tendered_sen": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_sen": number,"business_date": string,"client_key": string,"content_hash": string,"created_at"?: string,"id"?: never,"invoice_id": string,"method": string,"outlet_id": string,"reference"?: string | null,"rounding_sen"?: number,"shift_id"?: string | null,"status": string,"taken_by": string,"tenant_id": string,"tendered_sen"?: number | null
                  }
                  Update: {
                    "amount_sen"?: number,"business_date"?: string,"client_key"?: string,"content_hash"?: string,"created_at"?: string,"id"?: never,"invoice_id"?: string,"method"?: string,"outlet_id"?: string,"reference"?: string | null,"rounding_sen"?: number,"shift_id"?: string | null,"status"?: string,"taken_by"?: string,"tenant_id"?: string,"tendered_sen"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "invoice_payments_tenant_id_invoice_id_fkey"
      columns: ["tenant_id","invoice_id"]
isOneToOne: false
      referencedRelation: "invoices"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "invoice_payments_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "invoice_payments_tenant_id_shift_id_fkey"
      columns: ["tenant_id","shift_id"]
isOneToOne: false
      referencedRelation: "shifts"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"invoice_transitions": {
                  Row: {
                    "from_status": string,"to_status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "from_status": string,"to_status": string
                  }
                  Update: {
                    "from_status"?: string,"to_status"?: string
                  }
                  Relationships: [
                    
                  ]
                },"invoices": {
                  Row: {
                    "bill_to_name": string | null,"business_date": string | null,"client_key": string,"content_hash": string,"created_at": string,"created_by": string,"customer_id": string,"discount_reason": string | null,"discount_sen": number,"due_date": string | null,"id": string,"issued_at": string | null,"note": string | null,"number": string | null,"order_discount_sen": number,"outlet_id": string,"paid_sen": number,"rounding_sen": number,"sale_id": string | null,"seq": number | null,"status": string,"subtotal_sen": number,"tax_sen": number,"tenant_id": string,"ticket_id": string | null,"total_sen": number,"updated_at": string,"void_reason": string | null,"voided_at": string | null,"voided_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "bill_to_name"?: string | null,"business_date"?: string | null,"client_key": string,"content_hash": string,"created_at"?: string,"created_by": string,"customer_id": string,"discount_reason"?: string | null,"discount_sen": number,"due_date"?: string | null,"id"?: string,"issued_at"?: string | null,"note"?: string | null,"number"?: string | null,"order_discount_sen": number,"outlet_id": string,"paid_sen"?: number,"rounding_sen"?: number,"sale_id"?: string | null,"seq"?: number | null,"status"?: string,"subtotal_sen": number,"tax_sen": number,"tenant_id": string,"ticket_id"?: string | null,"total_sen": number,"updated_at"?: string,"void_reason"?: string | null,"voided_at"?: string | null,"voided_by"?: string | null
                  }
                  Update: {
                    "bill_to_name"?: string | null,"business_date"?: string | null,"client_key"?: string,"content_hash"?: string,"created_at"?: string,"created_by"?: string,"customer_id"?: string,"discount_reason"?: string | null,"discount_sen"?: number,"due_date"?: string | null,"id"?: string,"issued_at"?: string | null,"note"?: string | null,"number"?: string | null,"order_discount_sen"?: number,"outlet_id"?: string,"paid_sen"?: number,"rounding_sen"?: number,"sale_id"?: string | null,"seq"?: number | null,"status"?: string,"subtotal_sen"?: number,"tax_sen"?: number,"tenant_id"?: string,"ticket_id"?: string | null,"total_sen"?: number,"updated_at"?: string,"void_reason"?: string | null,"voided_at"?: string | null,"voided_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "invoices_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "invoices_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "invoices_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "invoices_tenant_id_sale_id_fkey"
      columns: ["tenant_id","sale_id"]
isOneToOne: true
      referencedRelation: "sales"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "invoices_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_board"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "invoices_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_tickets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"members": {
                  Row: {
                    "created_at": string,"outlet_ids": (string)[] | null,"pii": boolean,"role": string,"status": string,"tenant_id": string,"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"outlet_ids"?: (string)[] | null,"pii"?: boolean,"role": string,"status"?: string,"tenant_id": string,"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"outlet_ids"?: (string)[] | null,"pii"?: boolean,"role"?: string,"status"?: string,"tenant_id"?: string,"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "members_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "members_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["user_id"]
    }
                  ]
                },"messages": {
                  Row: {
                    "author": string | null,"author_kind": string,"body": string,"channel_id": string,"cites": NonNullable<Json>,"conversation_id": string,"created_at": string,"customer_id": string,"direction": string,"edited_at": string | null,"edited_body": string | null,"error": string | null,"id": string,"intent": string | null,"is_history": boolean,"kind": string,"media_bytes": number | null,"media_mime": string | null,"media_name": string | null,"media_path": string | null,"payload": NonNullable<Json>,"provider_id": string | null,"reply_to": string | null,"revoked_at": string | null,"sent_at": string,"seq": number,"status": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "author"?: string | null,"author_kind": string,"body"?: string,"channel_id": string,"cites"?: NonNullable<Json>,"conversation_id": string,"created_at"?: string,"customer_id": string,"direction": string,"edited_at"?: string | null,"edited_body"?: string | null,"error"?: string | null,"id"?: string,"intent"?: string | null,"is_history"?: boolean,"kind": string,"media_bytes"?: number | null,"media_mime"?: string | null,"media_name"?: string | null,"media_path"?: string | null,"payload"?: NonNullable<Json>,"provider_id"?: string | null,"reply_to"?: string | null,"revoked_at"?: string | null,"sent_at"?: string,"seq"?: never,"status"?: string,"tenant_id": string
                  }
                  Update: {
                    "author"?: string | null,"author_kind"?: string,"body"?: string,"channel_id"?: string,"cites"?: NonNullable<Json>,"conversation_id"?: string,"created_at"?: string,"customer_id"?: string,"direction"?: string,"edited_at"?: string | null,"edited_body"?: string | null,"error"?: string | null,"id"?: string,"intent"?: string | null,"is_history"?: boolean,"kind"?: string,"media_bytes"?: number | null,"media_mime"?: string | null,"media_name"?: string | null,"media_path"?: string | null,"payload"?: NonNullable<Json>,"provider_id"?: string | null,"reply_to"?: string | null,"revoked_at"?: string | null,"sent_at"?: string,"seq"?: never,"status"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "messages_tenant_id_channel_id_fkey"
      columns: ["tenant_id","channel_id"]
isOneToOne: false
      referencedRelation: "channels"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "messages_tenant_id_conversation_id_fkey"
      columns: ["tenant_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "messages_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"order_lines": {
                  Row: {
                    "description": string,"line_no": number,"order_id": string,"outlet_id": string,"product_id": string | null,"quantity": number,"tax_code": string,"tax_rate_bp": number,"tax_sen": number,"taxable_sen": number,"tenant_id": string,"total_sen": number,"unit": string,"unit_price_sen": number
                  }
                  ComputedFields: never
                  Insert: {
                    "description": string,"line_no": number,"order_id": string,"outlet_id": string,"product_id"?: string | null,"quantity": number,"tax_code": string,"tax_rate_bp": number,"tax_sen": number,"taxable_sen": number,"tenant_id": string,"total_sen": number,"unit": string,"unit_price_sen": number
                  }
                  Update: {
                    "description"?: string,"line_no"?: number,"order_id"?: string,"outlet_id"?: string,"product_id"?: string | null,"quantity"?: number,"tax_code"?: string,"tax_rate_bp"?: number,"tax_sen"?: number,"taxable_sen"?: number,"tenant_id"?: string,"total_sen"?: number,"unit"?: string,"unit_price_sen"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "order_lines_tax_code_fkey"
      columns: ["tax_code"]
isOneToOne: false
      referencedRelation: "tax_codes"
      referencedColumns: ["code"]
    },{
      foreignKeyName: "order_lines_tenant_id_order_id_fkey"
      columns: ["tenant_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "order_lines_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "order_lines_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "order_lines_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "stock_list"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"orders": {
                  Row: {
                    "api_key_id": string,"created_at": string,"customer_id": string,"customer_name": string | null,"external_ref": string | null,"id": string,"note": string | null,"number": string,"outlet_id": string,"sale_id": string | null,"seq": number,"status": string,"status_at": string,"subtotal_sen": number,"tax_sen": number,"tenant_id": string,"thanked": boolean,"thanks_reason": string | null,"total_sen": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "api_key_id": string,"created_at"?: string,"customer_id": string,"customer_name"?: string | null,"external_ref"?: string | null,"id"?: string,"note"?: string | null,"number": string,"outlet_id": string,"sale_id"?: string | null,"seq": number,"status"?: string,"status_at"?: string,"subtotal_sen": number,"tax_sen": number,"tenant_id": string,"thanked"?: boolean,"thanks_reason"?: string | null,"total_sen": number,"updated_at"?: string
                  }
                  Update: {
                    "api_key_id"?: string,"created_at"?: string,"customer_id"?: string,"customer_name"?: string | null,"external_ref"?: string | null,"id"?: string,"note"?: string | null,"number"?: string,"outlet_id"?: string,"sale_id"?: string | null,"seq"?: number,"status"?: string,"status_at"?: string,"subtotal_sen"?: number,"tax_sen"?: number,"tenant_id"?: string,"thanked"?: boolean,"thanks_reason"?: string | null,"total_sen"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "orders_tenant_id_api_key_id_fkey"
      columns: ["tenant_id","api_key_id"]
isOneToOne: false
      referencedRelation: "api_keys"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "orders_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "orders_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "orders_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "orders_tenant_id_sale_id_fkey"
      columns: ["tenant_id","sale_id"]
isOneToOne: false
      referencedRelation: "sales"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"outlets": {
                  Row: {
                    "address_line": string | null,"city": string | null,"code": string,"created_at": string,"hours": NonNullable<Json>,"id": string,"intake_slug": string,"is_active": boolean,"name": string,"phone": string | null,"postcode": string | null,"state": string | null,"tenant_id": string,"time_zone": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address_line"?: string | null,"city"?: string | null,"code": string,"created_at"?: string,"hours"?: NonNullable<Json>,"id"?: string,"intake_slug"?: string,"is_active"?: boolean,"name": string,"phone"?: string | null,"postcode"?: string | null,"state"?: string | null,"tenant_id": string,"time_zone"?: string,"updated_at"?: string
                  }
                  Update: {
                    "address_line"?: string | null,"city"?: string | null,"code"?: string,"created_at"?: string,"hours"?: NonNullable<Json>,"id"?: string,"intake_slug"?: string,"is_active"?: boolean,"name"?: string,"phone"?: string | null,"postcode"?: string | null,"state"?: string | null,"tenant_id"?: string,"time_zone"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "outlets_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"people": {
                  Row: {
                    "active_outlet_id": string | null,"active_tenant_id": string | null,"created_at": string,"email": string,"locale": string,"name": string,"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active_outlet_id"?: string | null,"active_tenant_id"?: string | null,"created_at"?: string,"email": string,"locale"?: string,"name": string,"updated_at"?: string,"user_id": string
                  }
                  Update: {
                    "active_outlet_id"?: string | null,"active_tenant_id"?: string | null,"created_at"?: string,"email"?: string,"locale"?: string,"name"?: string,"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "people_active_outlet_id_fkey"
      columns: ["active_outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "people_active_outlet_id_fkey"
      columns: ["active_outlet_id"]
isOneToOne: false
      referencedRelation: "stock_list"
      referencedColumns: ["outlet_id"]
    },{
      foreignKeyName: "people_active_tenant_id_fkey"
      columns: ["active_tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"privacy_requests": {
                  Row: {
                    "created_at": string,"customer_id": string | null,"detail": NonNullable<Json>,"id": string,"kind": string,"person_id": string | null,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"customer_id"?: string | null,"detail"?: NonNullable<Json>,"id"?: string,"kind": string,"person_id"?: string | null,"tenant_id": string
                  }
                  Update: {
                    "created_at"?: string,"customer_id"?: string | null,"detail"?: NonNullable<Json>,"id"?: string,"kind"?: string,"person_id"?: string | null,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "privacy_requests_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "privacy_requests_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"privacy_settings": {
                  Row: {
                    "dpo_email": string | null,"dpo_name": string | null,"dpo_phone": string | null,"inactive_months": number | null,"intake_months": number,"links_months": number,"media_months": number,"messages_months": number,"photos_months": number,"tax_months": number,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "dpo_email"?: string | null,"dpo_name"?: string | null,"dpo_phone"?: string | null,"inactive_months"?: number | null,"intake_months"?: number,"links_months"?: number,"media_months"?: number,"messages_months"?: number,"photos_months"?: number,"tax_months"?: number,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "dpo_email"?: string | null,"dpo_name"?: string | null,"dpo_phone"?: string | null,"inactive_months"?: number | null,"intake_months"?: number,"links_months"?: number,"media_months"?: number,"messages_months"?: number,"photos_months"?: number,"tax_months"?: number,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "privacy_settings_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: true
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"product_categories": {
                  Row: {
                    "created_at": string,"id": string,"name": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"name": string,"tenant_id": string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"name"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "product_categories_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"product_costs": {
                  Row: {
                    "cost_sen": number,"product_id": string,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cost_sen": number,"product_id": string,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "cost_sen"?: number,"product_id"?: string,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "product_costs_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: true
      referencedRelation: "products"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "product_costs_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: true
      referencedRelation: "stock_list"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"products": {
                  Row: {
                    "barcode": string | null,"category_id": string | null,"created_at": string,"id": string,"is_active": boolean,"kind": string,"name": string,"price_sen": number,"reorder_level": number,"sku": string,"tax_code": string,"tenant_id": string,"track_stock": boolean,"unit": string,"updated_at": string,"warranty_days": number
                  }
                  ComputedFields: never
                  Insert: {
                    "barcode"?: string | null,"category_id"?: string | null,"created_at"?: string,"id"?: string,"is_active"?: boolean,"kind"?: string,"name": string,"price_sen": number,"reorder_level"?: number,"sku": string,"tax_code"?: string,"tenant_id": string,"track_stock"?: boolean,"unit"?: string,"updated_at"?: string,"warranty_days"?: number
                  }
                  Update: {
                    "barcode"?: string | null,"category_id"?: string | null,"created_at"?: string,"id"?: string,"is_active"?: boolean,"kind"?: string,"name"?: string,"price_sen"?: number,"reorder_level"?: number,"sku"?: string,"tax_code"?: string,"tenant_id"?: string,"track_stock"?: boolean,"unit"?: string,"updated_at"?: string,"warranty_days"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "products_tax_code_fkey"
      columns: ["tax_code"]
isOneToOne: false
      referencedRelation: "tax_codes"
      referencedColumns: ["code"]
    },{
      foreignKeyName: "products_tenant_id_category_id_fkey"
      columns: ["tenant_id","category_id"]
isOneToOne: false
      referencedRelation: "product_categories"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "products_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"refund_lines": {
                  Row: {
                    "line_no": number,"outlet_id": string,"quantity": number,"refund_id": string,"restocked": boolean,"sale_id": string,"sale_line_no": number,"tax_sen": number,"taxable_sen": number,"tenant_id": string,"total_sen": number
                  }
                  ComputedFields: never
                  Insert: {
                    "line_no": number,"outlet_id": string,"quantity": number,"refund_id": string,"restocked": boolean,"sale_id": string,"sale_line_no": number,"tax_sen": number,"taxable_sen": number,"tenant_id": string,"total_sen": number
                  }
                  Update: {
                    "line_no"?: number,"outlet_id"?: string,"quantity"?: number,"refund_id"?: string,"restocked"?: boolean,"sale_id"?: string,"sale_line_no"?: number,"tax_sen"?: number,"taxable_sen"?: number,"tenant_id"?: string,"total_sen"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "refund_lines_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "refund_lines_tenant_id_refund_id_fkey"
      columns: ["tenant_id","refund_id"]
isOneToOne: false
      referencedRelation: "refunds"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "refund_lines_tenant_id_sale_id_sale_line_no_fkey"
      columns: ["tenant_id","sale_id","sale_line_no"]
isOneToOne: false
      referencedRelation: "sale_lines"
      referencedColumns: ["tenant_id","sale_id","line_no"]
    }
                  ]
                },"refund_payments": {
                  Row: {
                    "amount_sen": number,"line_no": number,"method": string,"outlet_id": string,"reference": string | null,"refund_id": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_sen": number,"line_no": number,"method": string,"outlet_id": string,"reference"?: string | null,"refund_id": string,"tenant_id": string
                  }
                  Update: {
                    "amount_sen"?: number,"line_no"?: number,"method"?: string,"outlet_id"?: string,"reference"?: string | null,"refund_id"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "refund_payments_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "refund_payments_tenant_id_refund_id_fkey"
      columns: ["tenant_id","refund_id"]
isOneToOne: false
      referencedRelation: "refunds"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"refunds": {
                  Row: {
                    "approved_by": string | null,"business_date": string,"client_key": string,"content_hash": string,"created_at": string,"id": string,"kind": string,"number": string,"outlet_id": string,"reason": string,"refunded_by": string,"rounding_sen": number,"sale_id": string,"seq": number,"shift_id": string | null,"tax_sen": number,"taxable_sen": number,"tenant_id": string,"total_sen": number
                  }
                  ComputedFields: never
                  Insert: {
                    "approved_by"?: string | null,"business_date": string,"client_key": string,"content_hash": string,"created_at"?: string,"id"?: string,"kind": string,"number": string,"outlet_id": string,"reason": string,"refunded_by": string,"rounding_sen": number,"sale_id": string,"seq": number,"shift_id"?: string | null,"tax_sen": number,"taxable_sen": number,"tenant_id": string,"total_sen": number
                  }
                  Update: {
                    "approved_by"?: string | null,"business_date"?: string,"client_key"?: string,"content_hash"?: string,"created_at"?: string,"id"?: string,"kind"?: string,"number"?: string,"outlet_id"?: string,"reason"?: string,"refunded_by"?: string,"rounding_sen"?: number,"sale_id"?: string,"seq"?: number,"shift_id"?: string | null,"tax_sen"?: number,"taxable_sen"?: number,"tenant_id"?: string,"total_sen"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "refunds_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "refunds_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "refunds_tenant_id_sale_id_fkey"
      columns: ["tenant_id","sale_id"]
isOneToOne: false
      referencedRelation: "sales"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "refunds_tenant_id_shift_id_fkey"
      columns: ["tenant_id","shift_id"]
isOneToOne: false
      referencedRelation: "shifts"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"repair_events": {
                  Row: {
                    "actor_id": string | null,"actor_kind": string,"body": string | null,"created_at": string,"data": NonNullable<Json>,"id": number,"is_public": boolean,"kind": string,"outlet_id": string,"tenant_id": string,"ticket_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"actor_kind": string,"body"?: string | null,"created_at"?: string,"data"?: NonNullable<Json>,"id"?: never,"is_public"?: boolean,"kind": string,"outlet_id": string,"tenant_id": string,"ticket_id": string
                  }
                  Update: {
                    "actor_id"?: string | null,"actor_kind"?: string,"body"?: string | null,"created_at"?: string,"data"?: NonNullable<Json>,"id"?: never,"is_public"?: boolean,"kind"?: string,"outlet_id"?: string,"tenant_id"?: string,"ticket_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "repair_events_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_board"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "repair_events_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_tickets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"repair_statuses": {
                  Row: {
                    "colour": string,"created_at": string,"key": string,"name_en": string,"name_ms": string,"phase": string,"position": number,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "colour"?: string,"created_at"?: string,"key": string,"name_en": string,"name_ms": string,"phase": string,"position": number,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "colour"?: string,"created_at"?: string,"key"?: string,"name_en"?: string,"name_ms"?: string,"phase"?: string,"position"?: number,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "repair_statuses_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"repair_tickets": {
                  Row: {
                    "accessories": (string)[],"client_id": string,"closed_at": string | null,"collected_by": string | null,"condition": string | null,"created_at": string,"created_by": string | null,"customer_id": string,"device_id": string,"estimate_state": string | null,"estimate_total_sen": number | null,"eta_at": string | null,"id": string,"number": string,"outlet_id": string,"phase": string,"priority": string,"problem": string,"ready_at": string | null,"settled_at": string | null,"settled_sale_id": string | null,"source": string,"started_at": string | null,"status": string,"status_at": string,"storage": string | null,"technician_id": string | null,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accessories"?: (string)[],"client_id"?: string,"closed_at"?: string | null,"collected_by"?: string | null,"condition"?: string | null,"created_at"?: string,"created_by"?: string | null,"customer_id": string,"device_id": string,"estimate_state"?: string | null,"estimate_total_sen"?: number | null,"eta_at"?: string | null,"id"?: string,"number": string,"outlet_id": string,"phase"?: string,"priority"?: string,"problem": string,"ready_at"?: string | null,"settled_at"?: string | null,"settled_sale_id"?: string | null,"source": string,"started_at"?: string | null,"status"?: string,"status_at"?: string,"storage"?: string | null,"technician_id"?: string | null,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "accessories"?: (string)[],"client_id"?: string,"closed_at"?: string | null,"collected_by"?: string | null,"condition"?: string | null,"created_at"?: string,"created_by"?: string | null,"customer_id"?: string,"device_id"?: string,"estimate_state"?: string | null,"estimate_total_sen"?: number | null,"eta_at"?: string | null,"id"?: string,"number"?: string,"outlet_id"?: string,"phase"?: string,"priority"?: string,"problem"?: string,"ready_at"?: string | null,"settled_at"?: string | null,"settled_sale_id"?: string | null,"source"?: string,"started_at"?: string | null,"status"?: string,"status_at"?: string,"storage"?: string | null,"technician_id"?: string | null,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "repair_tickets_technician_id_fkey"
      columns: ["technician_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "repair_tickets_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "repair_tickets_tenant_id_device_id_fkey"
      columns: ["tenant_id","device_id"]
isOneToOne: false
      referencedRelation: "devices"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "repair_tickets_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "repair_tickets_tenant_id_status_fkey"
      columns: ["tenant_id","status"]
isOneToOne: false
      referencedRelation: "repair_statuses"
      referencedColumns: ["tenant_id","key"]
    }
                  ]
                },"repair_transitions": {
                  Row: {
                    "capability": string,"from_key": string,"tenant_id": string,"to_key": string,"via": string
                  }
                  ComputedFields: never
                  Insert: {
                    "capability": string,"from_key": string,"tenant_id": string,"to_key": string,"via"?: string
                  }
                  Update: {
                    "capability"?: string,"from_key"?: string,"tenant_id"?: string,"to_key"?: string,"via"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "repair_transitions_tenant_id_from_key_fkey"
      columns: ["tenant_id","from_key"]
isOneToOne: false
      referencedRelation: "repair_statuses"
      referencedColumns: ["tenant_id","key"]
    },{
      foreignKeyName: "repair_transitions_tenant_id_to_key_fkey"
      columns: ["tenant_id","to_key"]
isOneToOne: false
      referencedRelation: "repair_statuses"
      referencedColumns: ["tenant_id","key"]
    }
                  ]
                },"sale_line_costs": {
                  Row: {
                    "cost_sen": number,"line_no": number,"sale_id": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cost_sen": number,"line_no": number,"sale_id": string,"tenant_id": string
                  }
                  Update: {
                    "cost_sen"?: number,"line_no"?: number,"sale_id"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "sale_line_costs_tenant_id_sale_id_line_no_fkey"
      columns: ["tenant_id","sale_id","line_no"]
isOneToOne: true
      referencedRelation: "sale_lines"
      referencedColumns: ["tenant_id","sale_id","line_no"]
    }
                  ]
                },"sale_lines": {
                  Row: {
                    "description": string,"discount_sen": number,"from_ticket": boolean,"gross_sen": number,"line_no": number,"list_price_sen": number,"order_discount_sen": number,"outlet_id": string,"product_id": string | null,"quantity": number,"sale_id": string,"tax_code": string,"tax_rate_bp": number,"tax_sen": number,"taxable_sen": number,"tenant_id": string,"total_sen": number,"unit": string,"unit_price_sen": number,"warranty_days": number
                  }
                  ComputedFields: never
                  Insert: {
                    "description": string,"discount_sen": number,"from_ticket"?: boolean,"gross_sen": number,"line_no": number,"list_price_sen": number,"order_discount_sen": number,"outlet_id": string,"product_id"?: string | null,"quantity": number,"sale_id": string,"tax_code": string,"tax_rate_bp": number,"tax_sen": number,"taxable_sen": number,"tenant_id": string,"total_sen": number,"unit": string,"unit_price_sen": number,"warranty_days"?: number
                  }
                  Update: {
                    "description"?: string,"discount_sen"?: number,"from_ticket"?: boolean,"gross_sen"?: number,"line_no"?: number,"list_price_sen"?: number,"order_discount_sen"?: number,"outlet_id"?: string,"product_id"?: string | null,"quantity"?: number,"sale_id"?: string,"tax_code"?: string,"tax_rate_bp"?: number,"tax_sen"?: number,"taxable_sen"?: number,"tenant_id"?: string,"total_sen"?: number,"unit"?: string,"unit_price_sen"?: number,"warranty_days"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "sale_lines_tax_code_fkey"
      columns: ["tax_code"]
isOneToOne: false
      referencedRelation: "tax_codes"
      referencedColumns: ["code"]
    },{
      foreignKeyName: "sale_lines_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "sale_lines_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "sale_lines_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "stock_list"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "sale_lines_tenant_id_sale_id_fkey"
      columns: ["tenant_id","sale_id"]
isOneToOne: false
      referencedRelation: "sales"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"sale_payments": {
                  Row: {
                    "amount_sen": number,"business_date": string,"created_at": string,"line_no": number,"method": string,"outlet_id": string,"reference": string | null,"sale_id": string,"status": string,"tenant_id": string,"tendered_sen": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_sen": number,"business_date": string,"created_at"?: string,"line_no": number,"method": string,"outlet_id": string,"reference"?: string | null,"sale_id": string,"status": string,"tenant_id": string,"tendered_sen"?: number | null
                  }
                  Update: {
                    "amount_sen"?: number,"business_date"?: string,"created_at"?: string,"line_no"?: number,"method"?: string,"outlet_id"?: string,"reference"?: string | null,"sale_id"?: string,"status"?: string,"tenant_id"?: string,"tendered_sen"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "sale_payments_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "sale_payments_tenant_id_sale_id_fkey"
      columns: ["tenant_id","sale_id"]
isOneToOne: false
      referencedRelation: "sales"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"sales": {
                  Row: {
                    "business_date": string,"change_sen": number,"client_key": string,"content_hash": string,"created_at": string,"customer_id": string | null,"discount_reason": string | null,"discount_sen": number,"id": string,"note": string | null,"number": string,"order_discount_sen": number,"outlet_id": string,"rounding_sen": number,"seq": number,"shift_id": string | null,"sold_by": string,"subtotal_sen": number,"tax_sen": number,"tenant_id": string,"ticket_id": string | null,"total_sen": number
                  }
                  ComputedFields: never
                  Insert: {
                    "business_date": string,"change_sen"?: number,"client_key": string,"content_hash": string,"created_at"?: string,"customer_id"?: string | null,"discount_reason"?: string | null,"discount_sen": number,"id"?: string,"note"?: string | null,"number": string,"order_discount_sen": number,"outlet_id": string,"rounding_sen": number,"seq": number,"shift_id"?: string | null,"sold_by": string,"subtotal_sen": number,"tax_sen": number,"tenant_id": string,"ticket_id"?: string | null,"total_sen": number
                  }
                  Update: {
                    "business_date"?: string,"change_sen"?: number,"client_key"?: string,"content_hash"?: string,"created_at"?: string,"customer_id"?: string | null,"discount_reason"?: string | null,"discount_sen"?: number,"id"?: string,"note"?: string | null,"number"?: string,"order_discount_sen"?: number,"outlet_id"?: string,"rounding_sen"?: number,"seq"?: number,"shift_id"?: string | null,"sold_by"?: string,"subtotal_sen"?: number,"tax_sen"?: number,"tenant_id"?: string,"ticket_id"?: string | null,"total_sen"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "sales_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "sales_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sales_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "sales_tenant_id_shift_id_fkey"
      columns: ["tenant_id","shift_id"]
isOneToOne: false
      referencedRelation: "shifts"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "sales_ticket_fk"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_board"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "sales_ticket_fk"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_tickets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"shifts": {
                  Row: {
                    "business_date": string,"client_key": string,"closed_at": string | null,"closed_by": string | null,"float_sen": number,"id": string,"opened_at": string,"opened_by": string,"outlet_id": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "business_date": string,"client_key": string,"closed_at"?: string | null,"closed_by"?: string | null,"float_sen": number,"id"?: string,"opened_at"?: string,"opened_by": string,"outlet_id": string,"tenant_id": string
                  }
                  Update: {
                    "business_date"?: string,"client_key"?: string,"closed_at"?: string | null,"closed_by"?: string | null,"float_sen"?: number,"id"?: string,"opened_at"?: string,"opened_by"?: string,"outlet_id"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "shifts_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "shifts_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"stock_levels": {
                  Row: {
                    "on_hand": number,"outlet_id": string,"product_id": string,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "on_hand"?: number,"outlet_id": string,"product_id": string,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "on_hand"?: number,"outlet_id"?: string,"product_id"?: string,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "stock_levels_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "stock_levels_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "stock_levels_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "stock_levels_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "stock_list"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"stock_moves": {
                  Row: {
                    "business_date": string,"created_at": string,"created_by": string,"id": number,"note": string | null,"outlet_id": string,"product_id": string,"quantity": number,"reason": string,"source_id": string,"source_type": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "business_date": string,"created_at"?: string,"created_by": string,"id"?: never,"note"?: string | null,"outlet_id": string,"product_id": string,"quantity": number,"reason": string,"source_id": string,"source_type": string,"tenant_id": string
                  }
                  Update: {
                    "business_date"?: string,"created_at"?: string,"created_by"?: string,"id"?: never,"note"?: string | null,"outlet_id"?: string,"product_id"?: string,"quantity"?: number,"reason"?: string,"source_id"?: string,"source_type"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "stock_moves_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "stock_moves_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "stock_moves_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "stock_moves_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "stock_list"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"tax_codes": {
                  Row: {
                    "code": string,"name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "code": string,"name": string
                  }
                  Update: {
                    "code"?: string,"name"?: string
                  }
                  Relationships: [
                    
                  ]
                },"tax_rates": {
                  Row: {
                    "code": string,"rate_bp": number,"source": string,"valid_from": string
                  }
                  ComputedFields: never
                  Insert: {
                    "code": string,"rate_bp": number,"source": string,"valid_from": string
                  }
                  Update: {
                    "code"?: string,"rate_bp"?: number,"source"?: string,"valid_from"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "tax_rates_code_fkey"
      columns: ["code"]
isOneToOne: false
      referencedRelation: "tax_codes"
      referencedColumns: ["code"]
    }
                  ]
                },"tenants": {
                  Row: {
                    "address_line": string | null,"bank_details": string | null,"city": string | null,"created_at": string,"email": string | null,"id": string,"locale": string,"name": string,"phone": string | null,"postcode": string | null,"privacy_slug": string,"receipt_footer": string | null,"registration_no": string | null,"settings": NonNullable<Json>,"sst_from": string | null,"sst_no": string | null,"state": string | null,"terms": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address_line"?: string | null,"bank_details"?: string | null,"city"?: string | null,"created_at"?: string,"email"?: string | null,"id"?: string,"locale"?: string,"name": string,"phone"?: string | null,"postcode"?: string | null,"privacy_slug"?: string,"receipt_footer"?: string | null,"registration_no"?: string | null,"settings"?: NonNullable<Json>,"sst_from"?: string | null,"sst_no"?: string | null,"state"?: string | null,"terms"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "address_line"?: string | null,"bank_details"?: string | null,"city"?: string | null,"created_at"?: string,"email"?: string | null,"id"?: string,"locale"?: string,"name"?: string,"phone"?: string | null,"postcode"?: string | null,"privacy_slug"?: string,"receipt_footer"?: string | null,"registration_no"?: string | null,"settings"?: NonNullable<Json>,"sst_from"?: string | null,"sst_no"?: string | null,"state"?: string | null,"terms"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"ticket_parts": {
                  Row: {
                    "client_id": string,"created_at": string,"created_by": string | null,"id": string,"note": string | null,"outlet_id": string,"product_id": string,"quantity": number,"reverses_id": string | null,"tenant_id": string,"ticket_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_id": string,"created_at"?: string,"created_by"?: string | null,"id"?: string,"note"?: string | null,"outlet_id": string,"product_id": string,"quantity": number,"reverses_id"?: string | null,"tenant_id": string,"ticket_id": string
                  }
                  Update: {
                    "client_id"?: string,"created_at"?: string,"created_by"?: string | null,"id"?: string,"note"?: string | null,"outlet_id"?: string,"product_id"?: string,"quantity"?: number,"reverses_id"?: string | null,"tenant_id"?: string,"ticket_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_parts_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "ticket_parts_tenant_id_product_id_fkey"
      columns: ["tenant_id","product_id"]
isOneToOne: false
      referencedRelation: "stock_list"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "ticket_parts_tenant_id_reverses_id_fkey"
      columns: ["tenant_id","reverses_id"]
isOneToOne: false
      referencedRelation: "ticket_parts"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "ticket_parts_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_board"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "ticket_parts_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_tickets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"ticket_photos": {
                  Row: {
                    "bytes": number,"caption": string | null,"client_id": string,"created_at": string,"created_by": string | null,"height": number | null,"id": string,"mime": string,"outlet_id": string,"path": string,"removed_at": string | null,"removed_by": string | null,"stage": string,"tenant_id": string,"ticket_id": string,"width": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "bytes": number,"caption"?: string | null,"client_id": string,"created_at"?: string,"created_by"?: string | null,"height"?: number | null,"id"?: string,"mime": string,"outlet_id": string,"path": string,"removed_at"?: string | null,"removed_by"?: string | null,"stage": string,"tenant_id": string,"ticket_id": string,"width"?: number | null
                  }
                  Update: {
                    "bytes"?: number,"caption"?: string | null,"client_id"?: string,"created_at"?: string,"created_by"?: string | null,"height"?: number | null,"id"?: string,"mime"?: string,"outlet_id"?: string,"path"?: string,"removed_at"?: string | null,"removed_by"?: string | null,"stage"?: string,"tenant_id"?: string,"ticket_id"?: string,"width"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "ticket_photos_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_board"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "ticket_photos_tenant_id_ticket_id_fkey"
      columns: ["tenant_id","ticket_id"]
isOneToOne: false
      referencedRelation: "repair_tickets"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"wa_outbox": {
                  Row: {
                    "accepted_at": string | null,"attempts": number,"channel_id": string,"claimed_at": string | null,"claimed_by": string | null,"claimed_until": string | null,"conversation_id": string,"created_at": string,"delivered_at": string | null,"detail": string | null,"error": string | null,"failed_at": string | null,"failure": string | null,"id": string,"key": string,"message_id": string,"next_at": string,"pricing": Json | null,"read_at": string | null,"resends": number,"seq": number,"state": string,"tenant_id": string,"written_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"attempts"?: number,"channel_id": string,"claimed_at"?: string | null,"claimed_by"?: string | null,"claimed_until"?: string | null,"conversation_id": string,"created_at"?: string,"delivered_at"?: string | null,"detail"?: string | null,"error"?: string | null,"failed_at"?: string | null,"failure"?: string | null,"id"?: string,"key": string,"message_id": string,"next_at"?: string,"pricing"?: Json | null,"read_at"?: string | null,"resends"?: number,"seq"?: never,"state"?: string,"tenant_id": string,"written_at"?: string | null
                  }
                  Update: {
                    "accepted_at"?: string | null,"attempts"?: number,"channel_id"?: string,"claimed_at"?: string | null,"claimed_by"?: string | null,"claimed_until"?: string | null,"conversation_id"?: string,"created_at"?: string,"delivered_at"?: string | null,"detail"?: string | null,"error"?: string | null,"failed_at"?: string | null,"failure"?: string | null,"id"?: string,"key"?: string,"message_id"?: string,"next_at"?: string,"pricing"?: Json | null,"read_at"?: string | null,"resends"?: number,"seq"?: never,"state"?: string,"tenant_id"?: string,"written_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "wa_outbox_tenant_id_channel_id_fkey"
      columns: ["tenant_id","channel_id"]
isOneToOne: false
      referencedRelation: "channels"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "wa_outbox_tenant_id_conversation_id_fkey"
      columns: ["tenant_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "wa_outbox_tenant_id_message_id_fkey"
      columns: ["tenant_id","message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"wa_templates": {
                  Row: {
                    "body": string,"category": string,"channel_id": string,"components": NonNullable<Json>,"created_at": string,"id": string,"language": string,"meta_id": string | null,"name": string,"quality": string | null,"reason": string | null,"status": string,"tenant_id": string,"told": NonNullable<Json>,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body"?: string,"category": string,"channel_id": string,"components"?: NonNullable<Json>,"created_at"?: string,"id"?: string,"language": string,"meta_id"?: string | null,"name": string,"quality"?: string | null,"reason"?: string | null,"status"?: string,"tenant_id": string,"told"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Update: {
                    "body"?: string,"category"?: string,"channel_id"?: string,"components"?: NonNullable<Json>,"created_at"?: string,"id"?: string,"language"?: string,"meta_id"?: string | null,"name"?: string,"quality"?: string | null,"reason"?: string | null,"status"?: string,"tenant_id"?: string,"told"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "wa_templates_tenant_id_channel_id_fkey"
      columns: ["tenant_id","channel_id"]
isOneToOne: false
      referencedRelation: "channels"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"z_reports": {
                  Row: {
                    "business_date": string,"client_key": string,"closed_by": string,"counted_sen": number | null,"counts": Json | null,"created_at": string,"difference_sen": number | null,"expected_sen": number,"forced": boolean,"id": string,"number": string,"outlet_id": string,"reason": string | null,"seq": number,"shift_id": string,"tenant_id": string,"totals": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "business_date": string,"client_key": string,"closed_by": string,"counted_sen"?: number | null,"counts"?: Json | null,"created_at"?: string,"difference_sen"?: number | null,"expected_sen": number,"forced"?: boolean,"id"?: string,"number": string,"outlet_id": string,"reason"?: string | null,"seq": number,"shift_id": string,"tenant_id": string,"totals": NonNullable<Json>
                  }
                  Update: {
                    "business_date"?: string,"client_key"?: string,"closed_by"?: string,"counted_sen"?: number | null,"counts"?: Json | null,"created_at"?: string,"difference_sen"?: number | null,"expected_sen"?: number,"forced"?: boolean,"id"?: string,"number"?: string,"outlet_id"?: string,"reason"?: string | null,"seq"?: number,"shift_id"?: string,"tenant_id"?: string,"totals"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "z_reports_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "z_reports_tenant_id_shift_id_fkey"
      columns: ["tenant_id","shift_id"]
isOneToOne: true
      referencedRelation: "shifts"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                }
          }
          Views: {
            "repair_board": {
                  Row: {
                    "brand": string | null,"category": string | null,"closed_at": string | null,"created_at": string,"customer_id": string,"customer_name": string | null,"device_id": string,"estimate_state": string | null,"estimate_total_sen": number | null,"eta_at": string | null,"id": string,"imei": string | null,"model": string | null,"number": string,"outlet_id": string,"phase": string,"phone_masked": string | null,"priority": string,"problem": string,"ready_at": string | null,"serial": string | null,"settled_at": string | null,"source": string,"status": string,"status_at": string,"storage": string | null,"technician_id": string | null,"technician_name": string | null,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "repair_tickets_technician_id_fkey"
      columns: ["technician_id"]
isOneToOne: false
      referencedRelation: "people"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "repair_tickets_tenant_id_customer_id_fkey"
      columns: ["tenant_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "repair_tickets_tenant_id_device_id_fkey"
      columns: ["tenant_id","device_id"]
isOneToOne: false
      referencedRelation: "devices"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "repair_tickets_tenant_id_outlet_id_fkey"
      columns: ["tenant_id","outlet_id"]
isOneToOne: false
      referencedRelation: "outlets"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "repair_tickets_tenant_id_status_fkey"
      columns: ["tenant_id","status"]
isOneToOne: false
      referencedRelation: "repair_statuses"
      referencedColumns: ["tenant_id","key"]
    }
                  ]
                },"stock_list": {
                  Row: {
                    "barcode": string | null,"category": string | null,"id": string,"is_active": boolean,"kind": string,"name": string,"on_hand": number | null,"outlet_id": string,"price_sen": number,"reorder_level": number,"search_text": string | null,"sku": string,"stock_state": string | null,"tax_code": string,"tenant_id": string,"track_stock": boolean,"unit": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "products_tax_code_fkey"
      columns: ["tax_code"]
isOneToOne: false
      referencedRelation: "tax_codes"
      referencedColumns: ["code"]
    },{
      foreignKeyName: "products_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Functions: {
            "accept_invitation":
{ Args: { "p_display_name": string,"p_token": string }; Returns: Json
                           },
"add_channel":
{ Args: { "p": Json }; Returns: Json
                           },
"add_cloud_channel":
{ Args: { "p": Json }; Returns: Json
                           },
"add_note":
{ Args: { "p_body": string,"p_conversation": string,"p_key": string }; Returns: Json
                           },
"add_templates":
{ Args: { "p_channel": string,"p_templates": Json }; Returns: number
                           },
"add_ticket_note":
{ Args: { "p_body": string,"p_public"?: boolean,"p_ticket_id": string }; Returns: number
                           },
"add_ticket_photo":
{ Args: { "p": Json }; Returns: Json
                           },
"adjust_stock":
{ Args: { "p": Json }; Returns: Json
                           },
"ai_reserve":
{ Args: { "p_tokens": number }; Returns: boolean
                           },
"ai_settle":
{ Args: { "p_reserved": number,"p_used": number }; Returns: undefined
                           },
"allow_again":
{ Args: { "p_customer": string }; Returns: undefined
                           },
"api_create":
{ Args: { "p": Json,"p_hash": string,"p_key"?: string,"p_kind": string }; Returns: Json
                           },
"api_customers":
{ Args: { "p": Json }; Returns: Json
                           },
"api_orders":
{ Args: { "p": Json }; Returns: Json
                           },
"api_products":
{ Args: { "p": Json }; Returns: Json
                           },
"api_self":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"api_tickets":
{ Args: { "p": Json }; Returns: Json
                           },
"approve_act":
{ Args: { "p": Json }; Returns: Json
                           },
"approvers":
{ Args: { "p_outlet": string }; Returns: {
              "name": string,"user_id": string
            }[]
                           },
"assign_technician":
{ Args: { "p_person_id": string,"p_ticket_id": string }; Returns: undefined
                           },
"audit_head":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"begin_customer_export":
{ Args: { "p_customer": string }; Returns: Json
                           },
"change_member":
{ Args: { "p_outlet_ids"?: (string)[],"p_pii"?: boolean,"p_role": string,"p_user_id": string }; Returns: undefined
                           },
"channel_health":
{ Args: { "p_channel": string }; Returns: Json
                           },
"channel_link":
{ Args: { "p_channel": string }; Returns: Json
                           },
"claim_channels":
{ Args: { "p_limit": number,"p_runner": string }; Returns: {
              "address": string,"channel_id": string,"epoch": number,"kind": string,"settings": Json,"tenant_id": string
            }[]
                           },
"claim_events":
{ Args: { "p_limit": number,"p_relay": string }; Returns: {
              "attempts": number,"created_at": string,"data": Json,"entity_id": string,"entity_type": string,"event_id": string,"name": string,"tenant_id": string
            }[]
                           },
"claim_media":
{ Args: { "p_channels": (string)[],"p_limit": number,"p_runner": string }; Returns: {
              "attempts": number,"channel_id": string,"kind": string,"message_id": string,"name": string,"provider_id": string,"ref": string,"tenant_id": string
            }[]
                           },
"claim_outbox":
{ Args: { "p_channels": (string)[],"p_limit": number,"p_runner": string }; Returns: {
              "address": string,"address_kind": string,"attempts": number,"body": string,"channel_id": string,"is_first_contact": boolean,"kind": string,"media_mime": string,"media_name": string,"media_path": string,"message_id": string,"payload": Json,"provider_id": string,"reply_to": string,"tenant_id": string
            }[]
                           },
"claim_reads":
{ Args: { "p_channels": (string)[],"p_limit": number,"p_runner": string }; Returns: {
              "address": string,"address_kind": string,"channel_id": string,"provider_ids": (string)[],"tenant_id": string
            }[]
                           },
"claim_turns":
{ Args: { "p_limit": number,"p_runner": string }; Returns: {
              "attempts": number,"conversation_id": string,"customer_id": string,"message_id": string,"tenant_id": string,"turn_id": string
            }[]
                           },
"clerk_event":
{ Args: { "p_data": Json,"p_id": string,"p_type": string }; Returns: string
                           },
"clerk_organization_of":
{ Args: { "p_tenant": string }; Returns: string
                           },
"close_shift":
{ Args: { "p": Json }; Returns: Json
                           },
"cloud_charges":
{ Args: { "p_channel": string }; Returns: Json
                           },
"cloud_door":
{ Args: { "p_channel": string }; Returns: Json
                           },
"cloud_setup":
{ Args: { "p_channel": string }; Returns: Json
                           },
"complete_sale":
{ Args: { "p": Json }; Returns: Json
                           },
"concierge_context":
{ Args: { "p_turn": string }; Returns: Json
                           },
"counter_catalogue":
{ Args: { "p_outlet": string }; Returns: Json
                           },
"create_api_key":
{ Args: { "p": Json }; Returns: Json
                           },
"create_invoice":
{ Args: { "p": Json }; Returns: Json
                           },
"create_shop":
{ Args: { "p_business": string,"p_display_name": string,"p_locale": string,"p_outlet": string,"p_phone": string }; Returns: Json
                           },
"create_ticket":
{ Args: { "p": Json }; Returns: Json
                           },
"customer_export":
{ Args: { "p_after"?: number,"p_customer": string,"p_limit"?: number,"p_part": string }; Returns: Json
                           },
"customer_link":
{ Args: { "p_kind": string,"p_ref": string }; Returns: string
                           },
"customer_list":
{ Args: { "p_from"?: number,"p_limit"?: number,"p_query"?: string,"p_sort"?: string,"p_tag"?: string }; Returns: Json
                           },
"customer_panel":
{ Args: { "p_customer": string }; Returns: Json
                           },
"customer_timeline":
{ Args: { "p_before"?: string,"p_customer": string,"p_kinds"?: (string)[],"p_limit"?: number }; Returns: Json
                           },
"dashboard":
{ Args: { "p_days"?: number,"p_outlet_id"?: string }; Returns: Json
                           },
"decide_draft":
{ Args: { "p_body": string,"p_message": string,"p_send": boolean }; Returns: Json
                           },
"decide_estimate_by_chat":
{ Args: { "p_decision": string,"p_message_id": string }; Returns: Json
                           },
"decide_estimate_by_link":
{ Args: { "p_decision": string,"p_name": string,"p_token": string }; Returns: Json
                           },
"decide_estimate_by_staff":
{ Args: { "p_decision": string,"p_estimate_id": string,"p_reason": string }; Returns: Json
                           },
"defer_turn":
{ Args: { "p_seconds": number,"p_turn": string }; Returns: undefined
                           },
"delivery_log":
{ Args: { "p"?: Json,"p_channel": string,"p_limit"?: number,"p_offset"?: number }; Returns: Json
                           },
"enter_runner":
{ Args: { "p_runner": string }; Returns: undefined
                           },
"erase_customer":
{ Args: { "p_customer": string,"p_name": string }; Returns: Json
                           },
"erase_preview":
{ Args: { "p_customer": string }; Returns: Json
                           },
"estimate_page":
{ Args: { "p_token": string }; Returns: Json
                           },
"files_removed":
{ Args: { "p_paths": (string)[] }; Returns: number
                           },
"files_to_remove":
{ Args: { "p_limit"?: number }; Returns: string[]
                           },
"finish_turn":
{ Args: { "p": Json }; Returns: Json
                           },
"hand_over":
{ Args: { "p": Json }; Returns: Json
                           },
"hit_limit":
{ Args: { "p_key": string,"p_limit": number,"p_seconds": number }; Returns: boolean
                           },
"inbox_list":
{ Args: { "p_limit"?: number,"p_outlet"?: string,"p_query"?: string,"p_view": string }; Returns: Json
                           },
"inbox_thread":
{ Args: { "p_before"?: number,"p_conversation": string,"p_limit"?: number }; Returns: Json
                           },
"intake_form":
{ Args: { "p_slug": string }; Returns: Json
                           },
"invitation_preview":
{ Args: { "p_token": string }; Returns: Json
                           },
"invite_member":
{ Args: { "p_email": string,"p_outlet_ids"?: (string)[],"p_role": string }; Returns: Json
                           },
"invoice_document":
{ Args: { "p_invoice": string }; Returns: Json
                           },
"invoice_link":
{ Args: { "p_invoice": string }; Returns: string
                           },
"issue_invoice":
{ Args: { "p_due"?: string,"p_invoice": string }; Returns: Json
                           },
"leave_team":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"list_activity":
{ Args: { "p_before"?: number,"p_from"?: string,"p_limit"?: number,"p_others"?: boolean,"p_person"?: string,"p_tables"?: (string)[],"p_until"?: string }; Returns: {
              "action": string,
"actor": string,
"after": Json | null,
"at": string,
"before": Json | null,
"id": number,
"person_id": string | null,
"request_id": string | null,
"row_id": string,
"table_name": string,
"tenant_id": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "audit_log"
        isOneToOne: false
        isSetofReturn: true
      } },
"mark_ready":
{ Args: { "p": Json }; Returns: Json
                           },
"match_products":
{ Args: { "p_groups": Json,"p_limit"?: number }; Returns: {
              "id": string,"kind": string,"name": string,"price_sen": number,"tax_code": string,"track_stock": boolean,"warranty_days": number
            }[]
                           },
"move_drawer_cash":
{ Args: { "p": Json }; Returns: Json
                           },
"my_context":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_sessions":
{ Args: Record<PropertyKey, never>; Returns: {
              "created_at": string,"device": string,"id": string,"is_this": boolean,"last_seen_at": string
            }[]
                           },
"open_api_key":
{ Args: { "p_from"?: string,"p_hash": string,"p_write"?: boolean }; Returns: Json
                           },
"open_invoice":
{ Args: { "p_token": string }; Returns: Json
                           },
"open_receipt":
{ Args: { "p_token": string }; Returns: Json
                           },
"open_shift":
{ Args: { "p": Json }; Returns: Json
                           },
"opt_out":
{ Args: { "p_message": string }; Returns: undefined
                           },
"order_moves":
{ Args: { "p_order_id": string }; Returns: {
              "to_status": string
            }[]
                           },
"pause_channel":
{ Args: { "p_channel": string,"p_paused": boolean }; Returns: undefined
                           },
"pin_salt":
{ Args: { "p_user_id": string }; Returns: string
                           },
"platform_setting":
{ Args: { "p_name": string }; Returns: string
                           },
"propose_estimate":
{ Args: { "p": Json }; Returns: Json
                           },
"public_privacy_notice":
{ Args: { "p_slug": string }; Returns: Json
                           },
"publish_consent_text":
{ Args: { "p_body_en": string,"p_body_ms": string,"p_purpose": string }; Returns: Json
                           },
"react":
{ Args: { "p": Json }; Returns: Json
                           },
"readmit_phone":
{ Args: { "p_note": string,"p_phone": string }; Returns: undefined
                           },
"receipt_document":
{ Args: { "p_sale": string }; Returns: Json
                           },
"receipt_link":
{ Args: { "p_sale": string }; Returns: string
                           },
"receive_stock":
{ Args: { "p": Json }; Returns: Json
                           },
"record_consent":
{ Args: { "p_customer": string,"p_evidence"?: Json,"p_granted": boolean,"p_purpose": string,"p_source": string,"p_text_version": string }; Returns: undefined
                           },
"record_inbound_change":
{ Args: { "p": Json }; Returns: undefined
                           },
"record_inbound_message":
{ Args: { "p": Json }; Returns: Json
                           },
"record_invoice_payment":
{ Args: { "p": Json }; Returns: Json
                           },
"record_preference":
{ Args: { "p": Json }; Returns: undefined
                           },
"record_same_contact":
{ Args: { "p": Json }; Returns: undefined
                           },
"record_templates":
{ Args: { "p_all"?: boolean,"p_channel": string,"p_templates": Json }; Returns: undefined
                           },
"refund_document":
{ Args: { "p_refund": string }; Returns: Json
                           },
"refund_offer":
{ Args: { "p_sale": string }; Returns: Json
                           },
"refund_sale":
{ Args: { "p": Json }; Returns: Json
                           },
"relay_state":
{ Args: Record<PropertyKey, never>; Returns: {
              "dead": number,"lag_s": number,"waiting": number
            }[]
                           },
"release_channels":
{ Args: { "p_channels"?: (string)[],"p_runner": string }; Returns: number
                           },
"remove_channel":
{ Args: { "p_channel": string }; Returns: undefined
                           },
"remove_member":
{ Args: { "p_user_id": string }; Returns: undefined
                           },
"remove_secret":
{ Args: { "p_kind": string,"p_ref": string }; Returns: boolean
                           },
"remove_ticket_photo":
{ Args: { "p_photo_id": string }; Returns: undefined
                           },
"rename_channel":
{ Args: { "p_channel": string,"p_name": string }; Returns: undefined
                           },
"renew_channels":
{ Args: { "p_runner": string }; Returns: Json
                           },
"renew_cloud_token":
{ Args: { "p_channel": string,"p_hint"?: string,"p_token": string }; Returns: undefined
                           },
"reply":
{ Args: { "p": Json }; Returns: Json
                           },
"request_channel":
{ Args: { "p_action": string,"p_channel": string,"p_method"?: string,"p_phone"?: string }; Returns: undefined
                           },
"request_cloud":
{ Args: { "p_action": string,"p_channel": string }; Returns: undefined
                           },
"resend_invitation":
{ Args: { "p_id": string }; Returns: Json
                           },
"retention_plan":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"retry_message":
{ Args: { "p_message": string }; Returns: undefined
                           },
"return_part":
{ Args: { "p": Json }; Returns: Json
                           },
"reveal_secret":
{ Args: { "p_kind": string,"p_reason": string,"p_ref": string }; Returns: string
                           },
"revoke_api_key":
{ Args: { "p_id": string }; Returns: undefined
                           },
"revoke_invitation":
{ Args: { "p_id": string }; Returns: undefined
                           },
"save_breach":
{ Args: { "p": Json }; Returns: Json
                           },
"save_customer":
{ Args: { "p": Json }; Returns: Json
                           },
"save_intake_form":
{ Args: { "p": Json }; Returns: Json
                           },
"save_privacy_settings":
{ Args: { "p": Json }; Returns: undefined
                           },
"save_product":
{ Args: { "p": Json }; Returns: Json
                           },
"search_all":
{ Args: { "p_query": string }; Returns: Json
                           },
"search_board":
{ Args: { "p_query": string }; Returns: {
              "brand": string | null,
"category": string | null,
"closed_at": string | null,
"created_at": string,
"customer_id": string,
"customer_name": string | null,
"device_id": string,
"estimate_state": string | null,
"estimate_total_sen": number | null,
"eta_at": string | null,
"id": string,
"imei": string | null,
"model": string | null,
"number": string,
"outlet_id": string,
"phase": string,
"phone_masked": string | null,
"priority": string,
"problem": string,
"ready_at": string | null,
"serial": string | null,
"settled_at": string | null,
"source": string,
"status": string,
"status_at": string,
"storage": string | null,
"technician_id": string | null,
"technician_name": string | null,
"tenant_id": string,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "repair_board"
        isOneToOne: false
        isSetofReturn: true
      } },
"secret_status":
{ Args: { "p_kind": string,"p_ref": string }; Returns: Json
                           },
"send_document":
{ Args: { "p": Json }; Returns: Json
                           },
"send_template":
{ Args: { "p": Json }; Returns: Json
                           },
"set_channel_link":
{ Args: { "p": Json }; Returns: undefined
                           },
"set_channel_state":
{ Args: { "p": Json }; Returns: undefined
                           },
"set_customer_locale":
{ Args: { "p_customer": string,"p_locale": string }; Returns: undefined
                           },
"set_message_status":
{ Args: { "p"?: Json,"p_error"?: string,"p_message"?: string,"p_state"?: string }; Returns: undefined
                           },
"set_my_locale":
{ Args: { "p_locale": string }; Returns: undefined
                           },
"set_my_pin":
{ Args: { "p_verifier": string }; Returns: undefined
                           },
"set_order_status":
{ Args: { "p_order_id": string,"p_status": string }; Returns: Json
                           },
"set_read_receipts":
{ Args: { "p_channel": string,"p_on": boolean }; Returns: undefined
                           },
"set_secret":
{ Args: { "p_ciphertext": string,"p_hint"?: string,"p_kind": string,"p_ref": string,"p_replace"?: boolean }; Returns: boolean
                           },
"set_ticket_status":
{ Args: { "p_status": string,"p_ticket_id": string }; Returns: Json
                           },
"settle_events":
{ Args: { "p_relay": string,"p_results": Json }; Returns: undefined
                           },
"settle_media":
{ Args: { "p": Json }; Returns: undefined
                           },
"settle_webhooks":
{ Args: { "p_channel": string,"p_results": Json }; Returns: undefined
                           },
"shift_report":
{ Args: { "p_shift_id": string }; Returns: Json
                           },
"show_typing":
{ Args: { "p_on": boolean,"p_turn": string }; Returns: undefined
                           },
"store_webhook":
{ Args: { "p_body": string,"p_channel": string,"p_general": boolean,"p_hash": string,"p_numbers": (string)[] }; Returns: Json
                           },
"submit_intake":
{ Args: { "p": Json }; Returns: Json
                           },
"suspend_member":
{ Args: { "p_user_id": string }; Returns: undefined
                           },
"switch_outlet":
{ Args: { "p_outlet_id": string }; Returns: undefined
                           },
"switch_tenant":
{ Args: { "p_tenant_id": string }; Returns: undefined
                           },
"take_channel_request":
{ Args: { "p_channel": string }; Returns: Json
                           },
"take_webhooks":
{ Args: { "p_channel": string,"p_limit": number }; Returns: Json
                           },
"team_notices":
{ Args: Record<PropertyKey, never>; Returns: {
              "at": string,"kind": string,"person": string
            }[]
                           },
"tenants_with_removals":
{ Args: { "p_limit": number }; Returns: {
              "tenant_id": string
            }[]
                           },
"ticket_bill":
{ Args: { "p_outlet": string,"p_ticket": string }; Returns: Json
                           },
"ticket_links":
{ Args: { "p_ticket_id": string }; Returns: Json
                           },
"ticket_moves":
{ Args: { "p_ticket_id": string }; Returns: {
              "colour": string,"name_en": string,"name_ms": string,"phase": string,"to_key": string,"via": string
            }[]
                           },
"ticket_page":
{ Args: { "p_token": string }; Returns: Json
                           },
"transfer_ownership":
{ Args: { "p_business": string,"p_user_id": string }; Returns: undefined
                           },
"typing_target":
{ Args: { "p_channel": string,"p_on": boolean,"p_turn": string }; Returns: Json
                           },
"unreachable_of":
{ Args: { "p_customer": string }; Returns: Json
                           },
"unsuspend_member":
{ Args: { "p_user_id": string }; Returns: undefined
                           },
"update_conversation":
{ Args: { "p_change": Json,"p_conversation": string }; Returns: undefined
                           },
"update_ticket":
{ Args: { "p": Json,"p_ticket_id": string }; Returns: undefined
                           },
"use_part":
{ Args: { "p": Json }; Returns: Json
                           },
"use_secret":
{ Args: { "p_kind": string,"p_ref": string }; Returns: string
                           },
"verify_audit":
{ Args: { "p_after"?: string,"p_rows"?: number }; Returns: Json
                           },
"void_invoice":
{ Args: { "p_invoice": string,"p_reason": string }; Returns: Json
                           },
"void_sale":
{ Args: { "p": Json }; Returns: Json
                           },
"wa_auth_forget":
{ Args: { "p_channel": string }; Returns: undefined
                           },
"wa_auth_read":
{ Args: { "p_channel": string,"p_ids"?: (string)[],"p_type": string }; Returns: Json
                           },
"wa_auth_write":
{ Args: { "p_channel": string,"p_rows": Json }; Returns: undefined
                           },
"wa_sent_keep":
{ Args: { "p_channel": string,"p_message": string,"p_provider_id": string,"p_value": string }; Returns: undefined
                           },
"wa_sent_read":
{ Args: { "p_channel": string,"p_provider_id": string }; Returns: string
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
