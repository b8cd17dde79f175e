package io.uniongate.app.doctor;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.contract.wechat.Platform.Check;
import io.uniongate.contract.wechat.Platform.Finding;
import io.uniongate.wechat.Remedy;
import io.vertx.core.Future;
import java.util.List;

/** Asks WeChat what it thinks of an app's registration, without any user. */
final class AppChecks {
    /** The only errcode about the code alone: WeChat judged app, secret and address before it. */
    private static final int INVALID_CODE = 40029;

    private final Bus bus;

    AppChecks(Bus bus) {
        this.bus = bus;
    }

    /** Nothing here is ever asked with an access_token of a website app, or could be without a secret. */
    Future<List<Checked>> of(WeChatApp app) {
        boolean tokenless = app.kind() == AppKind.WEBSITE || app.secret() == null;
        List<Check> checks = tokenless ? List.of(Check.CODE_EXCHANGE) : List.of(Check.values());
        List<Future<Checked>> asked =
                checks.stream().map(check -> ask(app, check)).toList();
        return Future.join(asked).map(all -> all.<Checked>list());
    }

    private Future<Checked> ask(WeChatApp app, Check check) {
        Text subject = subject(app, check);
        return bus.ask(new Platform.Probe(app.id(), check))
                .map(finding -> checked(subject, check, finding))
                .otherwise(cause -> unasked(subject, ((ProblemException) cause).problem()));
    }

    private static Text subject(WeChatApp app, Check check) {
        return switch (check) {
            case ACCESS_TOKEN -> Text.of("subject.access-token", app.id());
            case CODE_EXCHANGE -> Text.of("subject.code-exchange", app.id());
        };
    }

    static Checked checked(Text subject, Check check, Finding finding) {
        return switch (finding.outcome()) {
            case GRANTED -> granted(subject, check);
            case REFUSED -> refused(subject, check, finding);
            case SILENT -> Checked.broken(subject, "app.silence");
            case UNREADABLE -> Checked.broken(subject, "app.stranger");
        };
    }

    private static Checked granted(Text subject, Check check) {
        return check == Check.ACCESS_TOKEN
                ? Checked.fine(subject, "app.known")
                : Checked.broken(subject, "app.credulous");
    }

    private static Checked refused(Text subject, Check check, Finding finding) {
        if (check == Check.CODE_EXCHANGE && finding.errcode() == INVALID_CODE) {
            return Checked.fine(subject, "app.code-refused");
        }
        int errcode = finding.errcode();
        return Remedy.of(errcode)
                .map(remedy -> refused(subject, remedy, finding))
                .orElseGet(() -> Checked.broken(subject, "app.refused-unknown", errcode, seen(finding), rid(finding)));
    }

    private static Checked refused(Text subject, Remedy remedy, Finding finding) {
        Text cause = remedy::cause;
        Text cure = remedy::cure;
        return Checked.broken(subject, "app.refused", finding.errcode(), cause, seen(finding), rid(finding), cure);
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
