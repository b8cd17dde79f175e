package io.uniongate.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that will go wrong: where, for whom, how often, when, and what. */
public record Fault(
        Api api,
        @Nullable String app,
        @Nullable String user,
        int times,
        double probability,
        Timing timing,
        Duration delay,
        Effect effect) {

    /** Strikes until it is taken back. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    /** Whether WeChat did its work (used up the code) when the fault strikes. */
    public enum Timing {
        BEFORE,
        AFTER
    }

    /** The given times, for everybody, at once, and without any harm yet. */
    static Fault on(Api api, int times) {
        return new Fault(api, null, null, times, 1, Timing.BEFORE, Duration.ZERO, new Effect.None());
    }

    boolean concerns(Api called, String calledApp, String calledUser) {
        return api == called && (app == null || app.equals(calledApp)) && (user == null || user.equals(calledUser));
    }

    Fault spent() {
        return times == ALWAYS ? this : withTimes(times - 1);
    }

    Fault withApp(@Nullable String newApp) {
        return new Fault(api, newApp, user, times, probability, timing, delay, effect);
    }

    Fault withUser(@Nullable String newUser) {
        return new Fault(api, app, newUser, times, probability, timing, delay, effect);
    }

    Fault withTimes(int newTimes) {
        return new Fault(api, app, user, newTimes, probability, timing, delay, effect);
    }

    Fault withProbability(double newProbability) {
        return new Fault(api, app, user, times, newProbability, timing, delay, effect);
    }

    Fault withTiming(Timing newTiming) {
        return new Fault(api, app, user, times, probability, newTiming, delay, effect);
    }

    Fault withDelay(Duration newDelay) {
        return new Fault(api, app, user, times, probability, timing, newDelay, effect);
    }

    Fault withEffect(Effect newEffect) {
        return new Fault(api, app, user, times, probability, timing, delay, newEffect);
    }
}
