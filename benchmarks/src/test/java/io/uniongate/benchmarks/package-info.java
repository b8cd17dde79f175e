@NullMarked
package io.uniongate.benchmarks;

import org.jspecify.annotations.NullMarked;
