@NullMarked
package io.uniongate.simulator;

import org.jspecify.annotations.NullMarked;
