package io.uniongate.auth;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The person, app and session_key of Tencent's published example, at the time it was made. */
final class PublishedExample {
    static final AppId APP = new AppId("wx4f4bc4dec97d474b");
    static final OpenId OPEN_ID = new OpenId(Phone.PUBLISHED_OPEN_ID);
    static final Secret KEY = FakeWeChat.SESSION_KEY;
    static final Problem STALE = new Problem.SessionKeyStale();
    static final Problem REJECTED = new Problem.DataRejected();
    static final Clock CLOCK = Clock.fixed(Phone.PUBLISHED_AT, ZoneOffset.UTC);
    static final ClientData CLIENT_DATA = new ClientData(CLOCK);

    private PublishedExample() {}

    static String plain(String openId, Duration age) {
        return Phone.profile(APP, openId, null, "Ada", CLOCK.instant().plus(age));
    }

    static ClientData.Proven open(EncryptedProfile sent) {
        return CLIENT_DATA.open(sent, KEY, APP, OPEN_ID);
    }

    static Problem refusal(EncryptedProfile sent) {
        return refusal(() -> open(sent));
    }

    static Problem refusal(ThrowingCallable opening) {
        return Objects.requireNonNull(catchThrowableOfType(ProblemException.class, opening))
                .problem();
    }
}
