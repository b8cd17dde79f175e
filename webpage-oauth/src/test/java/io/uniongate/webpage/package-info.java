@NullMarked
package io.uniongate.webpage;

import org.jspecify.annotations.NullMarked;
