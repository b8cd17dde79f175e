package io.uniongate.simulator;

/** What a page shows when it refuses (protocol.md §1.3); never told to the callback. Code 0: none is published. */
record PageError(int code, String chinese, String english) {
    static final PageError DOMAIN_MISMATCH =
            new PageError(10003, "redirect_uri域名与后台配置不一致", "the host of redirect_uri is not the configured one");
    static final PageError SCOPE_FORBIDDEN =
            new PageError(10005, "该公众号没有这些scope的权限", "the account has no permission for this scope");
    static final PageError SCOPE_EMPTY = new PageError(10010, "scope不能为空", "scope is empty");
    static final PageError REDIRECT_EMPTY = new PageError(10011, "redirect_uri不能为空", "redirect_uri is empty");
    static final PageError APPID_EMPTY = new PageError(10012, "appid不能为空", "appid is empty");
    static final PageError STATE_EMPTY = new PageError(10013, "state不能为空", "state is empty");
    static final PageError COMPONENT_UNAUTHORIZED =
            new PageError(10015, "公众号未授权第三方平台，请检查授权状态", "the account has not authorized this third-party platform");
    static final PageError NOT_AN_ACCOUNT = new PageError(
            10016, "不支持微信开放平台的AppId，请使用公众号的AppId", "an Open Platform appid; a service account's is needed");
    static final PageError APPID_UNKNOWN =
            new PageError(0, "AppID 参数错误", "appid is not known, or is no app of this kind");
    static final PageError ORDER = new PageError(
            0,
            "链接参数有误：顺序必须是 appid、redirect_uri、response_type=code、scope、state",
            "the parameters must be appid, redirect_uri (percent-encoded), response_type=code, scope, state, in that order");
    static final PageError STATE_INVALID =
            new PageError(0, "state 参数错误：最多 128 个 a-zA-Z0-9", "state may have 128 characters at most, a-z A-Z 0-9");
    static final PageError REDIRECT_INVALID = new PageError(0, "redirect_uri 参数错误", "redirect_uri is not usable");
    static final PageError SCOPE_INVALID =
            new PageError(0, "Scope 参数错误或没有 Scope 权限", "scope is wrong or not permitted");
    static final PageError PAGE_OUTDATED =
            new PageError(0, "页面已失效，请重新打开", "this page was answered already; open the link again");
    static final PageError NOBODY =
            new PageError(0, "没有这个模拟用户", "no such simulated user: add one by the control API, POST /_sim/v1/users");
}
