package io.uniongate.app.bulk;

import static io.uniongate.app.bulk.WeChatPeople.MINI;
import static io.uniongate.app.bulk.WeChatPeople.OLD;
import static io.uniongate.app.bulk.WeChatPeople.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.bulk.Command.Ended;
import io.uniongate.simulator.SimulatedUser;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code uniongate unionid backfill} as its users run it, after an official account was bound late. */
class BackfillIT {
    /** People whom one call of WeChat's asks for. */
    private static final int CALL = 100;

    private static final String BATCH = "user/info/batchget";
    private static final String OWNERS = "SELECT count(DISTINCT user_id) FROM identity";

    private final WeChatPeople people = new WeChatPeople();
    private final CommandDatabase database = new CommandDatabase();
    private final Path directory;
    private final Command uniongate;

    BackfillIT(@TempDir Path directory) {
        this.directory = directory;
        this.uniongate = Command.with(directory, people.config(database, OLD));
    }

    @AfterEach
    void stop() {
        database.close();
        people.close();
    }

    @Test
    void unifiesFollowersAndStoredOpenidsAndRehearsesTheSame() throws IOException {
        List<SimulatedUser> twice = people.named("twice", 120);
        List<SimulatedUser> alone = people.named("alone", 10);
        List<SimulatedUser> elsewhere = people.named("elsewhere", 15);
        List<SimulatedUser> visitors = people.named("visitor", 3);
        Stream.of(twice, alone, elsewhere, people.named("nobody", 5)).forEach(people::follow);
        store(Stream.of(lines(twice, MINI, true), lines(elsewhere, MINI, true)), Stream.of(twice, alone, visitors));
        long before = database.number(OWNERS);

        Ended rehearsed = backfill("1000", "--dry-run");
        long afterRehearsal = database.number(OWNERS);
        Ended done = backfill("1000");

        assertThat(done.exit()).as(done.errors()).isZero();
        assertThat(done.report().getMap())
                .containsAllEntriesOf(Map.of(
                        "usersMerged", 120,
                        "unionidsLearned", 10,
                        "identitiesLinked", 15,
                        "unknown", 5,
                        "notFollowing", 3));
        assertThat(rehearsed.report()).isEqualTo(done.report().copy().put("dryRun", true));
        assertThat(before).isEqualTo(afterRehearsal).isEqualTo(268);
        assertThat(database.number("SELECT count(*) FROM users WHERE status = 'ACTIVE'"))
                .isEqualTo(database.number(OWNERS))
                .isEqualTo(148);
        assertThat(database.number("SELECT count(*) FROM identity WHERE unionid IS NULL"))
                .isEqualTo(3);
    }

    @Test
    void goesOnWhereItWasKilledOrWeChatHadEnough() throws IOException {
        List<SimulatedUser> followers = people.named("follower", 250);
        people.follow(followers);
        store(Stream.of(lines(followers, MINI, true)), Stream.of(followers));

        start("1").killOnce(() -> merged() > 0);
        long whenKilled = merged();
        people.weChat.always(BATCH).fails(45009);
        Ended refused = backfill("1");
        people.weChat.clearFaults();
        Ended done = backfill("1000");
        Ended again = backfill("1000");

        assertThat(whenKilled).isBetween((long) CALL, 249L);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.errors()).contains("WECHAT_").doesNotContain("\tat ");
        assertThat(done.report().getMap()).containsEntry("usersMerged", 250);
        assertThat(merged()).isEqualTo(250);
        // The call that was under way when it was killed may be made again.
        assertThat(asked()).hasSizeLessThanOrEqualTo(250 + CALL);
        assertThat(Set.copyOf(asked())).hasSize(250);
        assertThat(again.exit()).isZero();
        assertThat(again.report().getMap().values()).containsOnly(OLD, false, 0);
    }

    private void store(Stream<List<String>> named, Stream<List<SimulatedUser>> unnamed) throws IOException {
        List<String> lines = new ArrayList<>(List.of("appId,openid,unionid"));
        named.forEach(lines::addAll);
        unnamed.forEach(some -> lines.addAll(lines(some, OLD, false)));
        Path file = Files.write(directory.resolve("people.csv"), lines);
        assertThat(uniongate.run("users", "import", file.toString()).exit()).isZero();
    }

    private static List<String> lines(List<SimulatedUser> some, String appId, boolean named) {
        return some.stream().map(person -> line(person, appId, named)).toList();
    }

    private Ended backfill(String rate, String... options) {
        return start(rate, options).ended();
    }

    private Command.Running start(String rate, String... options) {
        return uniongate.start(Stream.concat(
                        Stream.of("unionid", "backfill", "--app", OLD, "--json", "--rate", rate), Stream.of(options))
                .toArray(String[]::new));
    }

    private long merged() {
        return database.number("SELECT count(*) FROM account_merge WHERE state = 'APPLIED'");
    }

    /** Of whom WeChat told something, as often as it did. */
    private List<String> asked() {
        return people.weChat.requests().taken(BATCH).stream()
                .filter(request -> Integer.valueOf(0).equals(request.errcode()))
                .flatMap(request -> new JsonObject(request.body()).getJsonArray("user_list").stream())
                .map(one -> ((JsonObject) one).getString("openid"))
                .toList();
    }
}
