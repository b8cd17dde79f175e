package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.CAREFUL_MINI;
import static io.uniongate.app.flow.Gate.MINI;
import static io.uniongate.app.flow.Gate.OTHER_MINI;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.simulator.WeChatSimulator;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Many people who log in at once, again and again, and remember what they were promised: known ones and new ones, with
 * and without a unionid, some who have to register first, and some who come to refresh.
 */
final class Crowd {
    private static final int MEMBERS = 12;
    private static final int REGULARS = 40;
    private static final long PATIENCE_SECONDS = 60;

    /** What an answer with tokens promised; no crash and no outage may take it back. */
    record Login(String client, String session, String refreshToken) {
        static Login of(String client, Answer answer) {
            String claims = answer.text("access_token").split("\\.", -1)[1];
            String session = new JsonObject(new String(Base64.getUrlDecoder().decode(claims), UTF_8)).getString("sid");
            return new Login(client, session, answer.text("refresh_token"));
        }
    }

    private final WeChatSimulator weChat;
    private final Queue<Login> promised = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> refused = new ConcurrentLinkedQueue<>();
    private final Semaphore promises = new Semaphore(0);
    private final Semaphore refusals = new Semaphore(0);
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicInteger seeds = new AtomicInteger();
    private List<Thread> members = List.of();
    private volatile boolean leaving;

    Crowd(WeChatSimulator weChat) {
        this.weChat = weChat;
    }

    void comesTo(String url) {
        leaving = false;
        members = IntStream.range(0, MEMBERS)
                .mapToObj(number ->
                        new Thread(() -> visit(url, new Random(seeds.incrementAndGet())), "crowd-" + number))
                .toList();
        members.forEach(Thread::start);
    }

    void leaves() {
        leaving = true;
        members.forEach(Crowd::join);
    }

    void waitForPromises(int number) {
        await(promises, number);
    }

    void waitForRefusals(int number) {
        await(refusals, number);
    }

    List<Login> promised() {
        return List.copyOf(promised);
    }

    /** All answers that held no tokens. */
    List<Answer> refused() {
        return List.copyOf(refused);
    }

    /** The promises that a server does not keep; of the others the next refresh tokens are kept. */
    List<Login> broken(String url) {
        List<Login> due = promised();
        promised.clear();
        return due.parallelStream().filter(login -> !refresh(url, login)).toList();
    }

    private void visit(String url, Random random) {
        while (!leaving) {
            try {
                act(url, random);
            } catch (UncheckedIOException gone) {
                // Nothing was promised: a server that was killed answers nothing.
            }
        }
    }

    private void act(String url, Random random) {
        int what = random.nextInt(10);
        Login earlier = what < 3 ? promised.poll() : null;
        if (earlier != null) {
            refresh(url, earlier);
        } else if (what < 5) {
            register(url);
        } else {
            logIn(url, random);
        }
    }

    @CanIgnoreReturnValue
    private boolean refresh(String url, Login login) {
        Login kept = login;
        try {
            Answer answer = phone(url, "anybody").refreshes(login.client(), login.refreshToken());
            if (noted(answer)) {
                kept = Login.of(login.client(), answer);
            }
            return answer.status() == 200;
        } finally {
            promised.add(kept);
        }
    }

    /** Somebody new each time: two logins of one person would end each other's session_key between the two steps. */
    private void register(String url) {
        Phone phone = phone(url, "stranger-" + strangers.incrementAndGet());
        Answer unknown = phone.opens(CAREFUL_MINI);
        if (noted(unknown)) {
            keep(CAREFUL_MINI, phone.registers(unknown.text("session"), phone.person.encryptedProfile(CAREFUL_MINI)));
        }
    }

    private void logIn(String url, Random random) {
        Phone phone = phone(url, "regular-" + random.nextInt(REGULARS));
        String app = random.nextBoolean() ? MINI : OTHER_MINI;
        if (random.nextBoolean()) {
            weChat.next("code2session").forUser(phone.person.name()).answersWith(new JsonObject().putNull("unionid"));
        }
        keep(app, phone.opens(app));
    }

    private void keep(String client, Answer answer) {
        if (noted(answer)) {
            promised.add(Login.of(client, answer));
            promises.release();
        }
    }

    private boolean noted(Answer answer) {
        if (answer.status() != 200) {
            refused.add(answer);
            refusals.release();
        }
        return answer.status() == 200;
    }

    private Phone phone(String url, String name) {
        return new Phone(new Client(url), weChat.user(name));
    }

    private static void await(Semaphore semaphore, int number) {
        try {
            if (!semaphore.tryAcquire(number, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("only " + semaphore.availablePermits() + " of " + number + " came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread member) {
        try {
            member.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
