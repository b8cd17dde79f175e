@NullMarked
package io.uniongate.contract.scan;

import org.jspecify.annotations.NullMarked;
