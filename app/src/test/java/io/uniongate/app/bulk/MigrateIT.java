package io.uniongate.app.bulk;

import static io.uniongate.app.bulk.WeChatPeople.NEW;
import static io.uniongate.app.bulk.WeChatPeople.OLD;
import static io.uniongate.app.bulk.WeChatPeople.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.bulk.Command.Ended;
import io.uniongate.simulator.Quirk;
import io.uniongate.simulator.RecordedRequest;
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

/** {@code uniongate openid migrate} as its users run it: the old account is frozen, and no longer configured. */
class MigrateIT {
    /** People whom one call of WeChat's asks for. */
    private static final int CALL = 100;

    private static final String MOVED = "SELECT count(*) FROM identity WHERE app_id = '" + NEW + "'";
    private static final String APART = """
            SELECT count(*) FROM identity o LEFT JOIN identity n
                ON n.app_id = '%s' AND n.user_id = o.user_id AND n.unionid = o.unionid
            WHERE o.app_id = '%s' AND n.id IS NULL
            """.formatted(NEW, OLD);

    private final WeChatPeople people = new WeChatPeople();
    private final CommandDatabase database = new CommandDatabase();
    private final String originalId = people.weChat.app(OLD).data().originalId();
    private final Path directory;
    private final Command uniongate;

    MigrateIT(@TempDir Path directory) {
        this.directory = directory;
        this.uniongate = Command.with(directory, people.config(database, NEW));
    }

    @AfterEach
    void stop() {
        database.close();
        people.close();
    }

    @Test
    void movesWhoeverFollowedAndTellsWhoDidNot() throws IOException {
        List<SimulatedUser> followers = people.named("follower", 118);
        List<SimulatedUser> visitors = people.named("visitor", 2);
        people.follow(followers);
        store(Stream.of(followers, visitors));

        Ended byAppId = migrate("1000");
        Ended rehearsed = migrate("1000", "--from-original-id", originalId, "--dry-run");
        long afterRehearsal = database.number(MOVED);
        Ended done = migrate("1000", "--from-original-id", originalId);

        assertThat(byAppId.exit()).isEqualTo(1);
        assertThat(byAppId.errors()).contains("63178").doesNotContain("\tat ");
        assertThat(afterRehearsal).isZero();
        assertThat(rehearsed.report()).isEqualTo(done.report().copy().put("dryRun", true));
        assertThat(done.report().getMap()).containsAllEntriesOf(Map.of("identitiesLinked", 118, "refused", 2));
        assertThat(done.exit()).isEqualTo(1);
        assertThat(done.errors())
                .contains(
                        visitors.get(0).openIdIn(OLD) + ": ori_openid error",
                        visitors.get(1).openIdIn(OLD));
        assertThat(database.number(MOVED)).isEqualTo(118);
        assertThat(database.number(APART)).isEqualTo(2);
        assertThat(database.number("SELECT count(*) FROM users")).isEqualTo(120);
    }

    @Test
    void goesOnWhereItWasKilledAndTakesTheOldAccountsAppIdToo() throws IOException {
        List<SimulatedUser> followers = people.named("follower", 250);
        people.follow(followers);
        store(Stream.of(followers));
        people.weChat.behaves(Quirk.MIGRATION_BY_APPID);

        start("1", "--from-original-id", originalId).killOnce(() -> database.number(MOVED) > 0);
        long whenKilled = database.number(MOVED);
        Ended done = migrate("1000");

        assertThat(whenKilled).isBetween((long) CALL, 249L);
        assertThat(done.exit()).as(done.errors()).isZero();
        assertThat(done.report().getMap()).containsEntry("identitiesLinked", 250);
        assertThat(database.number(MOVED)).isEqualTo(250);
        assertThat(database.number(APART)).isZero();
        // The call that was under way when it was killed may be made again.
        assertThat(asked()).hasSizeLessThanOrEqualTo(250 + CALL);
        assertThat(Set.copyOf(asked())).hasSize(250);
    }

    /** Before the migration, while the old account was configured. */
    private void store(Stream<List<SimulatedUser>> some) throws IOException {
        List<String> lines = new ArrayList<>(List.of("appId,openid,unionid"));
        some.flatMap(List::stream).map(person -> line(person, OLD, true)).forEach(lines::add);
        Path file = Files.write(directory.resolve("people.csv"), lines);
        Command before = Command.with(directory, people.config(database, OLD));
        assertThat(before.run("users", "import", file.toString()).exit()).isZero();
        people.weChat.app(NEW).migratedFrom(OLD);
    }

    private Ended migrate(String rate, String... options) {
        return start(rate, options).ended();
    }

    private Command.Running start(String rate, String... options) {
        return uniongate.start(Stream.concat(
                        Stream.of("openid", "migrate", "--from", OLD, "--to", NEW, "--json", "--rate", rate),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    /** Who was asked for by a name of the account that WeChat took. */
    private List<Object> asked() {
        return people.weChat.requests().taken("changeopenid").stream()
                .filter(request -> Integer.valueOf(0).equals(request.errcode()))
                .map(RecordedRequest::body)
                .flatMap(body -> new JsonObject(body).getJsonArray("openid_list").stream())
                .toList();
    }
}
