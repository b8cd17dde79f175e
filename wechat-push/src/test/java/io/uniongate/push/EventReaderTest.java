package io.uniongate.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.push.Push;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final AppId APP = new AppId("wx1111111111111111");
    private static final OpenId PERSON = new OpenId("o9AgO5Kd5ggOC-bXrbNODIiE3bGY");
    private static final Instant AT = Instant.ofEpochSecond(1_714_037_059);

    @Test
    void tellsAFollowerAndTheCodeThatLedThere() {
        assertThat(follower("subscribe", "qrscene_login-7")).contains(new Push.Subscribed(APP, PERSON, AT, "login-7"));
        assertThat(follower("subscribe", "")).contains(new Push.Subscribed(APP, PERSON, AT, null));
        assertThat(follower("subscribe", "qrscene_")).contains(new Push.Subscribed(APP, PERSON, AT, null));
        assertThat(follower("subscribe", "last_trade_no_1")).contains(new Push.Subscribed(APP, PERSON, AT, null));
        assertThat(follower("unsubscribe", "")).contains(new Push.Unsubscribed(APP, PERSON, AT));
    }

    @Test
    void tellsAScanWithItsSceneAsItIs() {
        assertThat(follower("SCAN", "qrscene_x")).contains(new Push.Scanned(APP, PERSON, AT, "qrscene_x"));
        assertThat(follower("SCAN", "")).isEmpty();
    }

    @Test
    void takesThePersonOfAnAuthorizationEventFromItsOwnField() {
        assertThat(authorization("user_info_modified", "")).contains(new Push.ProfileModified(APP, PERSON, AT));
        assertThat(authorization("user_authorization_cancellation", ""))
                .contains(new Push.AuthorizationCancelled(APP, PERSON, AT));
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "205, 205", "'6,8', 6 8", "' 6|8 ', 6 8", "'[301]', 301"})
    void tellsEachWithdrawnItem(String sent, String expected) {
        Set<Integer> items =
                Stream.of(expected.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());

        assertThat(authorization("user_authorization_revoke", sent))
                .contains(new Push.AuthorizationRevoked(APP, PERSON, AT, items));
    }

    @Test
    void readsTheOfficialJsonSample() {
        Optional<Push.Event> event = read("""
                {" ToUserName": "gh_870882ca4b1", "FromUserName": "oaKk346BaWE-eIn4oSRWbaM9vR7s",
                 "CreateTime": 1714037059, "MsgType": "Event", "Event": "user_authorization_revoke",
                 " OpenID": "o9AgO5Kd5ggOC-bXrbNODIiE3bGY", " AppID": "wx1111111111111111", " RevokeInfo": "301"}""");

        assertThat(event).contains(new Push.AuthorizationRevoked(APP, PERSON, AT, Set.of(301)));
    }

    @Test
    @Tag("T74")
    void passesOverAModifiedProfileOfNobody() {
        assertThat(read(xml("event", "user_info_modified", ""))).isEmpty();
        assertThat(read(xml("event", "user_info_modified", "<OpenID> </OpenID>")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "12345678901234567890"})
    void passesOverAWithdrawalOfNothingItCanName(String items) {
        assertThat(authorization("user_authorization_revoke", items)).isEmpty();
    }

    @Test
    void passesOverWhatPeopleWriteAndOtherEvents() {
        assertThat(read(xml("text", "subscribe", ""))).isEmpty();
        assertThat(read(xml("event", "CLICK", ""))).isEmpty();
        assertThat(read(xml("event", "", ""))).isEmpty();
    }

    @Test
    void namesAnEventTheSameInBothFormatsAndNoTwoTheSame() {
        String event = xml("event", "subscribe", "<EventKey>qrscene_1</EventKey>");
        String json = "{\"FromUserName\":\"" + PERSON + "\",\"CreateTime\":1714037059,\"MsgType\":\"event\","
                + "\"Event\":\"subscribe\",\"EventKey\":\"qrscene_1\"}";

        assertThat(key(event)).matches("[0-9a-f]{64}").isEqualTo(key(json));
        assertThat(Set.of(
                        key(event),
                        key(event.replace("qrscene_1", "qrscene_2")),
                        key(event.replace("1714037059", "1714037060")),
                        key(event.replace("bGY", "bGZ")),
                        key(event.replace("subscribe", "unsubscribe")),
                        key(xml("event", "subscribe", "<OpenID>qrscene_1</OpenID>")),
                        EventKey.of(new AppId("wx2"), fields(event))))
                .hasSize(7);
    }

    private static Optional<Push.Event> follower(String event, String key) {
        return read(xml("event", event, "<EventKey><![CDATA[" + key + "]]></EventKey>"));
    }

    private static Optional<Push.Event> authorization(String event, String items) {
        String more = "<OpenID>" + PERSON + "</OpenID><RevokeInfo>" + items + "</RevokeInfo>";
        return read(xml("Event", event, more).replace("<FromUserName>" + PERSON, "<FromUserName>oWeChat"));
    }

    private static String xml(String type, String event, String more) {
        return "<xml><ToUserName>gh_1</ToUserName><FromUserName>" + PERSON + "</FromUserName>"
                + "<CreateTime>1714037059</CreateTime><MsgType>" + type + "</MsgType><Event>" + event + "</Event>"
                + more + "</xml>";
    }

    private static Optional<Push.Event> read(String body) {
        return EventReader.read(APP, fields(body));
    }

    private static String key(String body) {
        return EventKey.of(APP, fields(body));
    }

    private static Fields fields(String body) {
        return Fields.read(body).orElseThrow();
    }
}
