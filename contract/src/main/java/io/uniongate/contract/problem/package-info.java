@NullMarked
package io.uniongate.contract.problem;

import org.jspecify.annotations.NullMarked;
