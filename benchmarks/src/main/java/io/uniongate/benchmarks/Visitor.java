package io.uniongate.benchmarks;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What one connection's people ask, one request after the other. */
final class Visitor {
    private final Flow flow;
    private final String prefix;
    private final List<Session> sessions = new ArrayList<>();
    private int newcomers;
    private int turn;

    /** Names begin with the prefix, so that no two visitors know the same people. */
    Visitor(Flow flow, String prefix) {
        this.flow = flow;
        this.prefix = prefix;
    }

    private record Session(Person person, String accessToken, String refreshToken) {}

    /** Somebody's first login, which makes one of this visitor's people. */
    Call arrival() {
        return Call.login(Apps.FIRST, newcomer().newcomersCode());
    }

    void arrived(Buffer answer) {
        sessions.add(session(new Person(prefix + newcomers), answer));
    }

    Call next() {
        if (flow == Flow.NEW_LOGIN) {
            return arrival();
        }
        turn = (turn + 1) % sessions.size();
        Session session = sessions.get(turn);
        return switch (flow) {
            case REFRESH -> Call.refresh(Apps.FIRST, session.refreshToken());
            case USERS_ME -> Call.me(session.accessToken());
            default -> Call.login(Apps.FIRST, session.person().code());
        };
    }

    void answered(Buffer answer) {
        if (flow == Flow.REFRESH) {
            sessions.set(turn, session(sessions.get(turn).person(), answer));
        }
    }

    private Person newcomer() {
        newcomers++;
        return new Person(prefix + newcomers);
    }

    private static Session session(Person person, Buffer answer) {
        JsonObject tokens = answer.toJsonObject();
        return new Session(person, tokens.getString("access_token"), tokens.getString("refresh_token"));
    }
}
