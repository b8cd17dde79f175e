package io.uniongate.db;

import java.util.List;
import java.util.Map;

/** What a server does with each of our tables and functions; whoever runs one need be allowed no more. */
final class NeededPrivileges {
    /** Tables by privileges, which stand as in a GRANT. */
    static final Map<String, List<String>> TABLES = Map.of(
            "SELECT, INSERT, UPDATE, DELETE",
            List.of(
                    "account_merge_item",
                    "authorization_code",
                    "contact",
                    "follower",
                    "identity",
                    "login_transaction",
                    "once_only",
                    "pending_registration",
                    "push",
                    "scan_ticket",
                    "union_identity",
                    "user_profile",
                    "wechat_session_key"),
            "SELECT, INSERT, UPDATE",
            List.of(
                    "app",
                    "bulk_job",
                    "hashing_key",
                    "identity_external_id",
                    "session",
                    "signing_key",
                    "user_redirect",
                    "users",
                    "wechat_grant",
                    "wechat_token"),
            "SELECT, INSERT, DELETE",
            List.of("account_merge"),
            "SELECT, INSERT",
            List.of("union_scope"),
            "INSERT",
            List.of("event"),
            "SELECT",
            List.of("event_default", "flyway_schema_history"));

    static final List<String> FUNCTIONS = List.of("ensure_event_partition");

    private NeededPrivileges() {}
}
