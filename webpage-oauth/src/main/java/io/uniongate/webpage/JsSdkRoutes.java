package io.uniongate.webpage;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.uniongate.contract.AppId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.web.Answer;
import io.uniongate.web.Cors;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code GET /webpage/js-sdk}: what a page hands to {@code wx.config}, for the hosts of our own only. */
final class JsSdkRoutes {
    private static final String PATH = "/webpage/js-sdk";

    private final Bus bus;
    private final Map<AppId, Set<String>> hosts;

    JsSdkRoutes(Bus bus, Map<AppId, ? extends Collection<String>> hosts) {
        this.bus = bus;
        this.hosts = hosts.entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> lowerCase(entry.getValue())));
    }

    private static Set<String> lowerCase(Collection<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(toUnmodifiableSet());
    }

    void mount(Router router, Handler<RoutingContext> limit) {
        router.route(PATH).handler(new Cors(this::isOwnPage));
        router.get(PATH).handler(limit).handler(Answer.json(this::sign));
    }

    /** Any port of a listed host: WeChat knows hosts only. */
    private boolean isOwnPage(String origin) {
        return PageUrl.parse(origin)
                .filter(page -> hosts.values().stream().anyMatch(known -> known.contains(page.host())))
                .isPresent();
    }

    private Future<JsonObject> sign(RoutingContext ctx) {
        return Future.succeededFuture(new Parameters(ctx.queryParams()))
                .map(Parameters::requireSingle)
                .map(this::question)
                .compose(bus::ask)
                .map(JsSdkRoutes::json);
    }

    private Platform.SignPage question(Parameters sent) {
        AppId app = new AppId(sent.require("appId"));
        Set<String> allowed = hosts.get(app);
        if (allowed == null) {
            throw new ProblemException(new Problem.UnknownApp());
        }
        PageUrl page = PageUrl.parse(sent.require("url"))
                .orElseThrow(() -> new ProblemException(new Problem.InvalidRequest("url is not a page's address")));
        if (!allowed.contains(page.host())) {
            throw new ProblemException(new Problem.UrlNotAllowed());
        }
        return new Platform.SignPage(app, page.text());
    }

    private static JsonObject json(Platform.PageSignature signature) {
        return new JsonObject()
                .put("appId", signature.appId().value())
                .put("timestamp", signature.timestamp())
                .put("nonceStr", signature.nonceStr())
                .put("signature", signature.signature());
    }
}
