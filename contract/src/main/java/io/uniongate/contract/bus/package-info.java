@NullMarked
package io.uniongate.contract.bus;

import org.jspecify.annotations.NullMarked;
