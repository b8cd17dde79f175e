package io.uniongate.simulator;

/** A person opens a page: puts it on record and lets a fault strike, whether a browser or a test opened it. */
final class Visits {
    record Visit(Link link, String user, long number, Fault fault) {}

    private final World world;
    private final Authorization authorization;

    Visits(World world) {
        this.world = world;
        this.authorization = new Authorization(world);
    }

    Visit enter(Link link, String user, String ip) {
        Call call = new Call(link.page(), "GET", link.parameters(), "", ip);
        Fault fault =
                world.faults.strike(link.page(), link.text("appid"), user).orElseGet(() -> Fault.on(link.page(), 1));
        return new Visit(link, user, world.requests.arrived(call, link.text("appid"), world.now()), fault);
    }

    PageStep open(Visit visit) {
        PageStep step =
                authorization.open(visit.link(), visit.user(), visit.fault().effect());
        int errcode = step instanceof PageStep.Broken broken ? broken.error().code() : 0;
        world.requests.answered(visit.number(), errcode);
        return step;
    }

    PageStep reply(String ticket, Decision decision) {
        return authorization.reply(ticket, decision);
    }

    /** Opens the link and gives the same answer to whatever is asked. */
    PageStep walk(String url, String user, Decision decision) {
        PageStep step = open(enter(Link.of(url), user, "127.0.0.1"));
        if (step instanceof PageStep.Snapshot snapshot) {
            step = reply(snapshot.ticket(), snapshotDecision(decision));
        }
        return step instanceof PageStep.Consent consent ? reply(consent.ticket(), decision) : step;
    }

    private static Decision snapshotDecision(Decision decision) {
        return decision == Decision.STAY_IN_SNAPSHOT ? decision : Decision.USE_FULL_SERVICE;
    }
}
