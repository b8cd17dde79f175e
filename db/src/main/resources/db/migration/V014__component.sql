-- What a third-party platform has and all nodes share stands beside what apps have: its access_token, fetched under the
-- same lease, and the ticket for that, which WeChat pushes and nobody fetches.
ALTER TABLE wechat_token
    DROP CONSTRAINT wechat_token_kind,
    ADD CONSTRAINT wechat_token_kind CHECK (
        kind IN ('ACCESS_TOKEN', 'JSAPI_TICKET', 'COMPONENT_ACCESS_TOKEN', 'COMPONENT_VERIFY_TICKET'));
