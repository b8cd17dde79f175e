package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.scan.ScanConfirmed;
import io.uniongate.contract.scan.Scans;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plays auth-core for scans: whose code it is, how it stands, and that it works once. */
final class FakeScans {
    private final Bus bus;
    private final FakeAuthorization authorization;
    private final Map<Secret, Scans.Begin> begun = new ConcurrentHashMap<>();
    private final Map<Secret, Scans.Progress> progress = new ConcurrentHashMap<>();

    private FakeScans(Bus bus, FakeAuthorization authorization) {
        this.bus = bus;
        this.authorization = authorization;
    }

    static FakeScans beside(Provider provider) {
        FakeScans scans = new FakeScans(provider.bus, provider.authorization);
        scans.serve();
        return scans;
    }

    private void serve() {
        bus.serve(Scans.Begin.class, this::begin).await();
        bus.serve(Scans.Look.class, ask -> owned(ask.state(), ask.browser())).await();
        bus.serve(Scans.Finish.class, this::finish).await();
    }

    Scans.Begin begun(String state) {
        Scans.Begin begin = begun.get(new Secret(state));
        if (begin == null) {
            throw new AssertionError("No code was made for " + state);
        }
        return begin;
    }

    /** WeChat tells some node, and that node tells all. */
    void scan(String state) {
        progress.put(new Secret(state), Scans.Progress.CONFIRMED);
        bus.tell(new ScanConfirmed("key-of-" + state));
    }

    /** WeChat tells a node whose word does not get here. */
    void scanUnheard(String state) {
        progress.put(new Secret(state), Scans.Progress.CONFIRMED);
    }

    void expire(String state) {
        progress.put(new Secret(state), Scans.Progress.EXPIRED);
        bus.tell(new ScanConfirmed("key-of-" + state));
    }

    private Future<Scans.Ticket> begin(Scans.Begin ask) {
        begun.put(ask.state(), ask);
        progress.put(ask.state(), Scans.Progress.WAITING);
        return Future.succeededFuture(new Scans.Ticket(
                URI.create("https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=a&b=c"),
                Duration.ofMinutes(5),
                "key-of-" + ask.state().reveal()));
    }

    private Future<Scans.Progress> owned(Secret state, Secret browser) {
        Scans.Begin begin = begun.get(state);
        return begin == null || !begin.browser().equals(browser)
                ? ProblemException.failed(new Problem.StateInvalid())
                : Future.succeededFuture(progress.getOrDefault(state, Scans.Progress.EXPIRED));
    }

    private Future<Authorization.Outcome> finish(Scans.Finish ask) {
        return owned(ask.state(), ask.browser()).compose(stands -> finish(ask.state(), stands));
    }

    private Future<Authorization.Outcome> finish(Secret state, Scans.Progress stands) {
        if (stands != Scans.Progress.CONFIRMED) {
            return ProblemException.failed(new Problem.StateInvalid());
        }
        progress.remove(state);
        Destination destination = authorization.begun(state.reveal()).destination();
        return Future.succeededFuture(
                destination instanceof Destination.ToClient toClient
                        ? new Authorization.CodeIssued(toClient, FakeAuthorization.CODE)
                        : new Authorization.SessionOpened(
                                (Destination.ToPage) destination, FakeAuthorization.COOKIE, Duration.ofDays(30)));
    }
}
