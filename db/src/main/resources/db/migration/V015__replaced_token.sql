-- When WeChat last had another token in the place of one that was good for longer: some other system forced it, and
-- the nodes recover from that so quickly that nobody would ever hear of it.
ALTER TABLE wechat_token ADD COLUMN replaced_at timestamptz;
