package io.uniongate.db;

/** What became of one of the many that a command works through. */
public enum BulkOutcome {
    CREATED,
    LINKED,
    LEARNED,
    MERGED,
    UNCHANGED,
    /** The same openid with another unionid of the same Open Platform account: nothing changed, an alert. */
    CONFLICT,
    /** One person by WeChat's word, but a person must decide. */
    PENDING,
    BLOCKED,
    /** Nobody is known by that unionid, and the command creates nobody. */
    UNKNOWN,
    NOT_FOLLOWING,
    WITHOUT_UNIONID,
    /** WeChat names no new openid. */
    REFUSED,
    BAD,
    /** Besides what became of the line: its phone number is its user's now. */
    PHONE_TAKEN,
    /** Besides what became of the line: its user has another phone number, and keeps that. */
    PHONE_LEFT
}
