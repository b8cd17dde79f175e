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

    /** Nothing here is ever asked with an access_token of a website app. */
    Future<List<Checked>> of(WeChatApp app) {
        List<Check> checks = app.kind() == AppKind.WEBSITE ? List.of(Check.CODE_EXCHANGE) : List.of(Check.values());
        List<Future<Checked>> asked =
                checks.stream().map(check -> ask(app, check)).toList();
        return Future.join(asked).map(all -> all.<Checked>list());
    }

    private Future<Checked> ask(WeChatApp app, Check check) {
        String subject = "app " + app.id() + ", " + title(check);
        return bus.ask(new Platform.Probe(app.id(), check))
                .map(finding -> checked(subject, check, finding))
                .otherwise(cause -> unasked(subject, ((ProblemException) cause).problem()));
    }

    private static String title(Check check) {
        return switch (check) {
            case ACCESS_TOKEN -> "access_token";
            case CODE_EXCHANGE -> "code exchange";
        };
    }

    static Checked checked(String subject, Check check, Finding finding) {
        return switch (finding.outcome()) {
            case GRANTED -> granted(subject, check);
            case REFUSED -> refused(subject, check, finding);
            case SILENT ->
                Checked.broken(subject, "WeChat does not answer", "see 'way to WeChat' for where the way ends");
            case UNREADABLE ->
                Checked.broken(
                        subject,
                        "what answers is not WeChat",
                        "check wechat.apiUrl, and any proxy between this server and WeChat");
        };
    }

    private static Checked granted(String subject, Check check) {
        return check == Check.ACCESS_TOKEN
                ? Checked.fine(subject, "WeChat knows the app, its secret and this server's address")
                : Checked.broken(
                        subject,
                        "a code that nobody was given was accepted, which WeChat would never do",
                        "check wechat.apiUrl: what answers there is a stand-in");
    }

    private static Checked refused(String subject, Check check, Finding finding) {
        if (check == Check.CODE_EXCHANGE && finding.errcode() == INVALID_CODE) {
            return Checked.fine(
                    subject, "WeChat knows the app and its secret, and refused only the code made up for it");
        }
        Remedy remedy = Remedy.of(finding.errcode())
                .orElse(new Remedy(
                        "WeChat refuses for a reason unknown here",
                        "look the errcode up in WeChat's documentation (返回码说明)"));
        return Checked.broken(subject, finding.errcode() + ": " + remedy.cause() + details(finding), remedy.cure());
    }

    private static String details(Finding finding) {
        String address = finding.address() == null ? "" : "; WeChat saw the address " + finding.address();
        return finding.rid() == null ? address : address + "; rid " + finding.rid();
    }

    private static Checked unasked(String subject, Problem problem) {
        return Checked.broken(subject, "WeChat was not asked: " + problem.code(), "see the log of this command");
    }
}
