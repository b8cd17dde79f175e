package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;

/** Says in code what will go wrong: {@code sim.next("code2session").fails(40163)}. The last word arms it. */
public final class FaultPlan {
    private static final String OUTAGE = "<html><head><title>502 Bad Gateway</title></head>"
            + "<body><center><h1>502 Bad Gateway</h1></center></body></html>";

    private final Fault fault;
    private final Consumer<Fault> arm;

    FaultPlan(Fault fault, Consumer<Fault> arm) {
        this.fault = fault;
        this.arm = arm;
    }

    static FaultPlan on(Api api, int times, Consumer<Fault> arm) {
        return new FaultPlan(Fault.on(api, times), arm);
    }

    public FaultPlan times(int times) {
        return with(fault.withTimes(times));
    }

    public FaultPlan forApp(String appId) {
        return with(fault.withApp(appId));
    }

    public FaultPlan forUser(String user) {
        return with(fault.withUser(user));
    }

    /** Strikes in that share of the requests, by the simulator's seed. */
    public FaultPlan withProbability(double probability) {
        return with(fault.withProbability(probability));
    }

    /** In real time: the one thing that the simulator's clock does not rule. */
    public FaultPlan delayed(Duration delay) {
        return with(fault.withDelay(delay));
    }

    /** Strikes when WeChat has done its work: the code is used up although the answer got lost. */
    public FaultPlan afterEffect() {
        return with(fault.withTiming(Fault.Timing.AFTER));
    }

    public void fails(int errcode) {
        arm(new Effect.Fails(errcode, Effect.ErrcodeForm.NUMBER));
    }

    /** With the errcode written as a string, {@code "40029"}. */
    public void failsAsText(int errcode) {
        arm(new Effect.Fails(errcode, Effect.ErrcodeForm.STRING));
    }

    /** An HTTP status with a gateway's HTML page. */
    public void answersStatus(int status) {
        arm(new Effect.Answers(status, "text/html", OUTAGE));
    }

    /** A gateway's HTML page with status 200. */
    public void answersHtml() {
        answersStatus(200);
    }

    /** Exactly this body, with status 200 and as text/plain. */
    public void answers(String body) {
        arm(new Effect.Answers(200, "text/plain", body));
    }

    /** The true answer with these fields changed; a field that is null is taken out. */
    public void answersWith(JsonObject fields) {
        arm(new Effect.Merges(fields));
    }

    public void answersTruncated() {
        arm(new Effect.Truncates());
    }

    public void answersDirty() {
        arm(new Effect.Dirties());
    }

    /** The true answer, only {@link #delayed}. */
    public void answersLate() {
        arm(new Effect.None());
    }

    public void hangs() {
        arm(new Effect.Hangs());
    }

    public void drops() {
        arm(new Effect.Drops());
    }

    public void callsBackTwice() {
        arm(new Effect.CallsBackTwice());
    }

    public void altersState(String suffix) {
        arm(new Effect.AltersState(suffix));
    }

    public void denies(Denial how) {
        arm(new Effect.Denies(how));
    }

    private FaultPlan with(Fault changed) {
        return new FaultPlan(changed, arm);
    }

    private void arm(Effect effect) {
        arm.accept(fault.withEffect(effect));
    }
}
