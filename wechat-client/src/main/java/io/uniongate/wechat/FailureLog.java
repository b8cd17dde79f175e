package io.uniongate.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells how one API fails for one app without flooding the log: a line when a kind of failure begins, one a minute
 * with the number of those since, one when it has not been seen for a minute. The metrics count every call.
 */
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final String name;
    private final Clock clock;
    private final Map<String, Spell> spells = new HashMap<>();

    FailureLog(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** How long one kind of failure has gone on; {@code untold} are those since the last line. */
    private record Spell(Level level, long failures, long untold, Instant told, Instant seen) {
        Spell more(Instant now) {
            return new Spell(level, failures + 1, untold + 1, told, now);
        }

        Spell told(Instant now) {
            return new Spell(level, failures, 0, now, now);
        }
    }

    void heard(Answer answer) {
        if (!(answer instanceof Answer.Failure failure)) {
            answered();
        } else if (failure.level() == Level.INFO) {
            LOG.info("{} {}", name, failure.description());
            answered();
        } else {
            failed(failure);
        }
    }

    private void failed(Answer.Failure failure) {
        Instant now = clock.instant();
        Spell spell = spells.get(failure.outcome());
        if (spell == null || isOver(spell, now)) {
            end(failure.outcome(), now);
            begin(failure, now);
            return;
        }
        Spell more = spell.more(now);
        spells.put(failure.outcome(), isDue(more, now) ? tell(failure.outcome(), more, now) : more);
    }

    /** What has been quiet for a minute is over. */
    private void answered() {
        if (!spells.isEmpty()) {
            Instant now = clock.instant();
            spells.keySet().stream().toList().forEach(outcome -> end(outcome, now));
        }
    }

    private void begin(Answer.Failure failure, Instant now) {
        Level level = failure.level();
        spells.put(failure.outcome(), new Spell(level, 1, 0, now, now));
        LOG.atLevel(level).log("{} {}", name, failure.description());
    }

    private Spell tell(String outcome, Spell spell, Instant now) {
        LOG.atLevel(spell.level()).log("{} goes on to fail: {}, {} times more", name, outcome, spell.untold());
        return spell.told(now);
    }

    private void end(String outcome, Instant now) {
        Spell spell = spells.get(outcome);
        if (spell != null && isOver(spell, now)) {
            spells.remove(outcome);
            LOG.info("{} no longer fails: {} is over after {} failures", name, outcome, spell.failures());
        }
    }

    private static boolean isDue(Spell spell, Instant now) {
        return !now.isBefore(spell.told().plus(INTERVAL));
    }

    private static boolean isOver(Spell spell, Instant now) {
        return !now.isBefore(spell.seen().plus(INTERVAL));
    }
}
