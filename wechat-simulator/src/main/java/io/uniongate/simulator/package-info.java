/** WeChat's wire protocol on a laptop: users, apps, one-shot codes, tokens, faults and a clock that can be moved. */
@NullMarked
package io.uniongate.simulator;

import org.jspecify.annotations.NullMarked;
