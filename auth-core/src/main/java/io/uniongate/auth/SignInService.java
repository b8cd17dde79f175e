package io.uniongate.auth;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Scope;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.contract.signin.SignIn;
import io.uniongate.contract.signin.SignInEnded;
import io.uniongate.contract.wechat.WeChat;
import io.uniongate.db.NewSession;
import io.uniongate.db.Opening;
import io.uniongate.db.Person;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Signs people in from a mini program with the code of wx.login. */
final class SignInService {
    /** The life of a code (protocol.md §1.1): as long as it could be used, its result can be asked for again. */
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);

    private final Bus bus;
    private final WeChatApps apps;
    private final People people;
    private final Unifier unifier;
    private final SessionPolicy policy;
    private final SessionKeys sessionKeys;
    private final TokenIssuer issuer;
    private final Registrations registrations;
    private final OnceOnly onceOnly;
    private final Users users;

    SignInService(
            Bus bus,
            WeChatApps apps,
            People people,
            Unifier unifier,
            SessionPolicy policy,
            SessionKeys sessionKeys,
            TokenIssuer issuer,
            Registrations registrations,
            OnceOnly onceOnly,
            Users users) {
        this.bus = bus;
        this.apps = apps;
        this.people = people;
        this.unifier = unifier;
        this.policy = policy;
        this.sessionKeys = sessionKeys;
        this.issuer = issuer;
        this.registrations = registrations;
        this.onceOnly = onceOnly;
        this.users = users;
    }

    Future<SignIn.Outcome> withCode(SignIn.WithMiniProgramCode ask) {
        Secret key = ask.idempotencyKey();
        Future<SignIn.Outcome> outcome = key == null ? exchange(ask) : once(ask, key);
        return outcome.onFailure(cause -> bus.tell(new SignInEnded(ask.app(), resultOf(cause))));
    }

    private Future<SignIn.Outcome> once(SignIn.WithMiniProgramCode ask, Secret key) {
        String name = "code:" + ask.app() + ":" + ask.code().reveal();
        return onceOnly.run(
                        new OnceOnly.Work(name, key, CODE_LIFE, new Problem.CodeInvalid()),
                        () -> exchange(ask).map(SignedInText::write))
                .map(SignedInText::read);
    }

    private Future<SignIn.Outcome> exchange(SignIn.WithMiniProgramCode ask) {
        WeChatApp app = apps.require(ask.app(), AppKind.MINI_PROGRAM);
        return bus.ask(new WeChat.ExchangeCode(app.id(), ask.code()))
                .compose(login -> arrive(app, login, ask.device()));
    }

    private Future<SignIn.Outcome> arrive(WeChatApp app, WeChat.MiniProgramLogin login, Device device) {
        Person person = people.of(app.id(), login.openId(), login.unionId());
        NewSession session = session(app, device);
        Opening opening = new Opening(
                person, null, session, sessionKeys.seal(login.sessionKey(), app.id(), login.openId(), login.askedAt()));
        return unifier.arrive(opening, app.signUp())
                .compose(arrival -> arrival.isPresent()
                        ? signedIn(app, session, arrival.get()).map(SignIn.Outcome.class::cast)
                        : pend(opening, login).map(SignIn.Outcome.class::cast));
    }

    private Future<SignIn.ProfileRequired> pend(Opening opening, WeChat.MiniProgramLogin login) {
        bus.tell(new SignInEnded(opening.person().app(), "unknown"));
        return registrations.pend(opening, login);
    }

    Future<SignIn.SignedIn> withProfile(SignIn.WithProfile ask) {
        return registrations
                .prove(ask)
                .compose(proven -> register(proven, apps.require(proven.app(), AppKind.MINI_PROGRAM), ask.device()));
    }

    private Future<SignIn.SignedIn> register(Registrations.Proven proven, WeChatApp app, Device device) {
        NewSession session = session(app, device);
        Person person = people.of(app.id(), proven.openId(), proven.unionId());
        return registrations
                .settle(proven, new Opening(person, null, session, proven.key()))
                .compose(arrival -> signedIn(app, session, arrival));
    }

    private Future<SignIn.SignedIn> signedIn(WeChatApp app, NewSession session, Unifier.Arrival arrival) {
        bus.tell(new SignInEnded(app.id(), arrival.decision().label()));
        Future<TokenPair> pair =
                issuer.pair(TokenIssuer.Bearer.of(session, arrival.account().id()));
        return pair.map(tokens -> new SignIn.SignedIn(tokens, users.of(arrival.account()), arrival.isNewUser()));
    }

    private NewSession session(WeChatApp app, Device device) {
        return policy.open(new ClientId(app.id().value()), Scope.OF_MINI_PROGRAM, device);
    }

    private static String resultOf(Throwable cause) {
        return Optional.of(cause)
                .filter(ProblemException.class::isInstance)
                .map(problem -> ((ProblemException) problem).problem().code())
                .orElse("INTERNAL");
    }
}
