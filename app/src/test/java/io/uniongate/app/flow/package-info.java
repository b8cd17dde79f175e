/** Whole stories through the public API: the real server, a real Postgres, the simulated WeChat. */
@NullMarked
package io.uniongate.app.flow;

import org.jspecify.annotations.NullMarked;
