@NullMarked
package io.uniongate.contract;

import org.jspecify.annotations.NullMarked;
