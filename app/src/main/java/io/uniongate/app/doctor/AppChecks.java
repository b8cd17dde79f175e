package io.uniongate.app.doctor;

import io.uniongate.app.doctor.Checked.Verdict;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.contract.wechat.Platform.Check;
import io.uniongate.contract.wechat.Platform.Finding;
import io.uniongate.contract.wechat.Platform.Outcome;
import io.uniongate.wechat.Remedy;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks WeChat what it thinks of an app's registration, without any user. */
final class AppChecks {
    /** The only errcode about the code alone: WeChat judged app, secret and address before it. */
    private static final int INVALID_CODE = 40029;

    private static final int INTERFACE_NOT_GRANTED = 48001;

    private static final Text STOP = Text.of("token.stop");

    private final Bus bus;

    AppChecks(Bus bus) {
        this.bus = bus;
    }

    /** Nothing here is ever asked with an access_token of a website app, or could be without a secret. */
    Future<List<Checked>> of(WeChatApp app) {
        boolean tokenless = app.kind() == AppKind.WEBSITE || app.secret() == null;
        Future<List<Checked>> token = tokenless ? Future.succeededFuture(List.of()) : token(app);
        return Future.join(token, ask(app, Check.CODE_EXCHANGE).map(List::of))
                .map(all -> Checked.joined(all.resultAt(0), all.resultAt(1)));
    }

    /** Whose it is and what it is good for only once WeChat gives one: what it refuses it for is told already. */
    private Future<List<Checked>> token(WeChatApp app) {
        return ask(app, Check.ACCESS_TOKEN)
                .compose(token -> token.verdict() == Verdict.FINE
                        ? given(app).map(more -> Checked.joined(List.of(token), more))
                        : Future.succeededFuture(List.of(token)));
    }

    private Future<List<Checked>> given(WeChatApp app) {
        Check use = app.kind() == AppKind.MINI_PROGRAM ? Check.PHONE_NUMBERS : Check.FOLLOWERS;
        return ask(app, Check.TOKEN_OWNERSHIP)
                .compose(ownership -> ask(app, use).map(used -> List.of(ownership, used)));
    }

    private Future<Checked> ask(WeChatApp app, Check check) {
        return bus.ask(new Platform.Probe(app.id(), check))
                .map(finding -> checked(subject(app, about(check, finding)), check, finding))
                .otherwise(cause -> unasked(subject(app, check), ((ProblemException) cause).problem()));
    }

    private static Check about(Check asked, Finding finding) {
        return finding.outcome() == Outcome.REPLACED ? Check.TOKEN_OWNERSHIP : asked;
    }

    private static Text subject(WeChatApp app, Check check) {
        return switch (check) {
            case ACCESS_TOKEN -> Text.of("subject.access-token", app.id());
            case TOKEN_OWNERSHIP -> Text.of("subject.token-ownership", app.id());
            case FOLLOWERS, PHONE_NUMBERS -> Text.of("subject.interfaces", app.id());
            case CODE_EXCHANGE -> Text.of("subject.code-exchange", app.id());
        };
    }

    static Checked checked(Text subject, Check check, Finding finding) {
        return switch (finding.outcome()) {
            case GRANTED -> granted(subject, check, finding.age());
            case REPLACED -> replaced(subject, finding);
            case REPLACED_BEFORE -> Checked.notice(subject, "token.recovered", minutes(finding.age()), STOP);
            case REFUSED -> refused(subject, check, finding);
            case SILENT -> Checked.broken(subject, "app.silence");
            case UNREADABLE -> Checked.broken(subject, "app.stranger");
        };
    }

    private static Checked granted(Text subject, Check check, @Nullable Duration age) {
        return switch (check) {
            case ACCESS_TOKEN -> Checked.fine(subject, "app.known");
            case TOKEN_OWNERSHIP ->
                age == null
                        ? Checked.fine(subject, "token.same")
                        : Checked.fine(subject, "token.unchanged", age.toMinutes());
            case FOLLOWERS -> Checked.fine(subject, "app.followers");
            case PHONE_NUMBERS, CODE_EXCHANGE -> Checked.broken(subject, "app.credulous");
        };
    }

    private static Checked replaced(Text subject, Finding finding) {
        long remaining = minutes(finding.expiresIn());
        return finding.age() == null
                ? Checked.broken(subject, "token.contested", remaining, STOP)
                : Checked.broken(subject, "token.replaced", minutes(finding.age()), remaining, STOP);
    }

    private static long minutes(@Nullable Duration known) {
        return Objects.requireNonNull(known).toMinutes();
    }

    private static Checked refused(Text subject, Check check, Finding finding) {
        int errcode = finding.errcode();
        if (check == Check.CODE_EXCHANGE && errcode == INVALID_CODE) {
            return Checked.fine(subject, "app.code-refused");
        }
        if (check == Check.PHONE_NUMBERS && errcode == INVALID_CODE) {
            return Checked.fine(subject, "app.phones");
        }
        return Remedy.of(errcode)
                .map(remedy -> check == Check.PHONE_NUMBERS && errcode == INTERFACE_NOT_GRANTED
                        ? phoneless(subject, remedy, finding)
                        : refused(subject, remedy, finding))
                .orElseGet(() -> Checked.broken(subject, "app.refused-unknown", errcode, seen(finding), rid(finding)));
    }

    private static Checked refused(Text subject, Remedy remedy, Finding finding) {
        Text cause = remedy::cause;
        Text cure = remedy::cure;
        return Checked.broken(subject, "app.refused", finding.errcode(), cause, seen(finding), rid(finding), cure);
    }

    /** Nobody needs that to log in. */
    private static Checked phoneless(Text subject, Remedy remedy, Finding finding) {
        Text cure = remedy::cure;
        return Checked.notice(subject, "app.phoneless", finding.errcode(), rid(finding), cure);
    }

    private static Text seen(Finding finding) {
        String address = finding.address();
        return address == null ? language -> "" : Text.of("app.seen", address);
    }

    private static Text rid(Finding finding) {
        String rid = finding.rid();
        return rid == null ? language -> "" : Text.of("app.rid", rid);
    }

    private static Checked unasked(Text subject, Problem problem) {
        String code = problem instanceof Problem.ComponentTicketMissing ? "app.ticketless" : "app.unasked";
        return Checked.broken(subject, code, problem.code());
    }
}
