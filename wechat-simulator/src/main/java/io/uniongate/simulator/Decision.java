package io.uniongate.simulator;

/** What a person answers to a page. */
enum Decision {
    ALLOW,
    DENY,
    /** Goes on in the snapshot, as the virtual account. */
    STAY_IN_SNAPSHOT,
    /** 使用完整服务: leaves the snapshot and is asked for consent. */
    USE_FULL_SERVICE
}
