package io.uniongate.simulator;

import java.util.Set;

/** What an accepted authorize or QR page was asked for. */
record PageRequest(App app, String redirectUri, String scope, String state, Set<Wish> wishes) {
    /** The optional switches of the authorize URL (protocol.md §1.3). */
    enum Wish {
        FORCE_POPUP,
        FORCE_SNAPSHOT,
        /** Embedded by wxLogin.js, and the callback leaves the frame (protocol.md §1.4). */
        LEAVE_FRAME
    }
}
