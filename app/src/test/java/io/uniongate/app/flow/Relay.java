package io.uniongate.app.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between two, which can be cut: what is sent then neither arrives nor fails, and no connection closes. */
final class Relay implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int PIECE_BYTES = 16_384;

    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private boolean cut;

    private Relay(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    static Relay to(int port) {
        try {
            Relay relay = new Relay(new ServerSocket(0, 50, LOOPBACK), port);
            run(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    synchronized void cut() {
        cut = true;
    }

    /** What was sent meanwhile arrives now. */
    synchronized void mend() {
        cut = false;
        notifyAll();
    }

    /** As an address does that moves to another machine: what was connected to the old one is lost. */
    void leadsTo(int port) {
        target = port;
        sockets.forEach(Relay::close);
    }

    @Override
    public void close() {
        mend();
        sockets.forEach(Relay::close);
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket near = door.accept();
            run(() -> connect(near));
        }
    }

    private void connect(Socket near) throws IOException, InterruptedException {
        sockets.add(near);
        awaitPassage();
        try {
            Socket far = new Socket(LOOPBACK, target);
            sockets.add(far);
            run(() -> carry(near, far));
            carry(far, near);
        } finally {
            close(near);
            sockets.remove(near);
        }
    }

    /** The end of a stream is news as well, and does not pass a cut either. */
    private void carry(Socket from, Socket to) throws IOException, InterruptedException {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            for (int read = from.getInputStream().read(piece); read >= 0; ) {
                awaitPassage();
                to.getOutputStream().write(piece, 0, read);
                read = from.getInputStream().read(piece);
            }
        } finally {
            awaitPassage();
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private synchronized void awaitPassage() throws InterruptedException {
        while (cut) {
            wait();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Leg leg) {
        Thread thread = new Thread(leg, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** One direction of a connection, or the door; it ends when either side does, which is what sockets are closed for. */
    private interface Leg extends Runnable {
        void go() throws IOException, InterruptedException;

        @Override
        default void run() {
            try {
                go();
            } catch (IOException gone) {
                // Whoever is at the other end sees its own connection close.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
